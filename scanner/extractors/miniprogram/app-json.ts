/** app.json and game.json of mini-programs: plugins, private APIs and permission scopes. Expo and others use the same file name. */
import {
  type Extractor,
  extraction,
  type PackageFact,
  type PermissionFact,
  packageFact,
} from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import { asObject, asString, itemsAt, membersAt, stringAt } from '../../languages/json/json-access.js';
import { type JsonNode, type JsonObject, parseJson } from '../../languages/json/json-document.js';
import type { AppJsonFacts } from './facts.js';

export const extractor: Extractor<AppJsonFacts> = {
  name: 'miniprogram/app-json',
  ecosystem: 'miniprogram',
  title: {
    zh: '小程序 app.json、小游戏 game.json：插件、隐私接口与权限',
    en: 'app.json of mini-programs, game.json of mini-games: plugins, private APIs and permissions',
  },
  input: 'text',
  fileRequired: (path) => /^(?:app|game)\.json$/.test(basename(path)),
  extract: (file) => {
    // Most files of this name belong to somebody else: without these keys there is nothing to read or to complain about.
    if (!/"(?:pages|subpackages|subPackages|deviceOrientation)"/.test(file.text)) return extraction({});
    const document = parseJson(file.text);
    const root = asObject(document.root);
    const game = basename(file.path) === 'game.json';
    if (root === null || (!game && !isProgram(root))) return extraction({});
    const at = (offset: number) => ({ file: file.path, line: document.lineAt(offset) });
    const holders: JsonNode[] = [root];
    for (const key of ['subpackages', 'subPackages']) holders.push(...itemsAt(root, key));
    return extraction({
      packages: holders.flatMap((holder) => plugins(holder, at)),
      permissions: permissions(root, at),
      problems: document.errors.map((e) => ({
        line: e.line,
        message: `not valid JSON (${e.message}); what could be read was read`,
      })),
      facts: { kind: 'app' },
    });
  },
};

type At = (offset: number) => { file: string; line: number };

/** A list of page paths; React Native, Expo and uni-app have none here. */
function isProgram(root: JsonObject): boolean {
  if (root.members.has('expo')) return false;
  const pages = itemsAt(root, 'pages');
  return pages.length > 0 && pages.every((page) => asString(page) !== null);
}

function plugins(holder: JsonNode, at: At): PackageFact[] {
  return membersAt(holder, 'plugins').flatMap(([alias, member]): PackageFact[] => {
    if (asObject(member.value) === null) return [];
    const version = stringAt(member.value, 'version');
    // `dev`, `latest` and the id of somebody's working copy are no versions.
    const released = version !== null && /^\d+(?:\.\d+)*$/.test(version) ? version : null;
    return [
      packageFact({
        kind: 'miniprogram-plugin',
        name: stringAt(member.value, 'provider') || alias,
        version: released,
        versionFrom: released === null ? null : 'manifest',
        scope: 'release',
        location: at(member.offset),
        technique: 'manifest-analysis',
      }),
    ];
  });
}

function permissions(root: JsonNode, at: At): PermissionFact[] {
  const fact = (id: string, offset: number): PermissionFact => ({
    id,
    platform: 'miniprogram',
    state: 'requested',
    scope: 'release',
    module: null,
    location: at(offset),
  });
  return [
    ...membersAt(root, 'permission').map(([scope, member]) => fact(scope, member.offset)),
    ...itemsAt(root, 'requiredPrivateInfos').flatMap((item) => {
      const api = asString(item);
      return api ? [fact(`wx.${api}`, item.offset)] : [];
    }),
    ...itemsAt(root, 'requiredBackgroundModes').flatMap((item) =>
      asString(item) === 'location' ? [fact('scope.userLocationBackground', item.offset)] : [],
    ),
  ];
}
