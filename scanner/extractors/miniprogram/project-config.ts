/** project.config.json (WeChat, QQ, Douyin), mini.project.json (Alipay) and project.swan.json (Baidu): app id and directories. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import { asObject, stringAt } from '../../languages/json/json-access.js';
import { parseJson } from '../../languages/json/json-document.js';
import type { ProjectConfigFacts } from './facts.js';

export const extractor: Extractor<ProjectConfigFacts> = {
  name: 'miniprogram/project-config',
  ecosystem: 'miniprogram',
  title: {
    zh: '小程序工程配置（project.config.json 等）：AppID 与目录',
    en: 'project configuration of mini-programs (project.config.json and kin): app id and directories',
  },
  input: 'text',
  fileRequired: (path) => /^(?:project\.config|project\.swan|project\.tt|mini\.project)\.json$/.test(basename(path)),
  extract: (file) => {
    const document = parseJson(file.text);
    const { root } = document;
    const problems = document.errors.map((e) => ({
      line: e.line,
      message: `not valid JSON (${e.message}); what could be read was read`,
    }));
    if (asObject(root) === null) return extraction({ problems });
    const appid = stringAt(root, 'appid') ?? stringAt(root, 'appId') ?? '';
    return extraction({
      problems,
      facts: {
        kind: 'project',
        // `touristappid` and `testAppId` stand for nobody's program.
        appid: /^(?:tourist|test)?appid$|^\s*$|[<{$]/i.test(appid) ? null : appid,
        name: decode(stringAt(root, 'projectname') ?? '') || null,
        root: stringAt(root, 'miniprogramRoot') ?? stringAt(root, 'smartProgramRoot') ?? '',
        cloudRoot: stringAt(root, 'cloudfunctionRoot'),
      },
    });
  },
};

/** The developer tools write names percent-encoded. */
function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
