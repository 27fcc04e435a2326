/** The parts of manifest.json that speak of mini-programs and of the web. */
import { asString, itemsAt, membersAt, stringAt, valueAt } from '../../languages/json/json-access.js';
import type { JsonNode } from '../../languages/json/json-document.js';
import { readSdkConfigs, readStatistics } from './app-section.js';
import type { FileReport } from './report.js';

/** Reads one `mp-*` key. */
export function readMiniSection(key: string, section: JsonNode, report: FileReport): void {
  readPlugins(section, report);
  for (const item of itemsAt(section, 'requiredPrivateInfos')) {
    const api = asString(item);
    if (api && key === 'mp-weixin') report.permit(`wx.${api}`, 'miniprogram', item.offset);
  }
  for (const [scope, member] of membersAt(section, 'permission')) report.permit(scope, 'miniprogram', member.offset);
  readStatistics(section, 'miniprogram', report);
}

/** `plugins: { alias: { version, provider } }`, of a mini-program or of one of its subpackages. */
export function readPlugins(holder: JsonNode, report: FileReport): void {
  for (const [alias, member] of membersAt(holder, 'plugins')) {
    const version = stringAt(member.value, 'version');
    const name = stringAt(member.value, 'provider') ?? alias;
    report.package('miniprogram-plugin', name, version !== null && /^\d/.test(version) ? version : null, member.offset);
  }
}

/** True where a mini-program section says more than the template that every new project starts with. */
export function isConfigured(section: JsonNode): boolean {
  if (stringAt(section, 'appid')) return true;
  if (itemsAt(section, 'requiredPrivateInfos').length > 0) return true;
  return membersAt(section, 'plugins').length > 0 || membersAt(section, 'permission').length > 0;
}

/** Reads `h5` or `web`. */
export function readWebSection(section: JsonNode, report: FileReport): void {
  readSdkConfigs(valueAt(section, 'sdkConfigs'), 'web', report);
  readStatistics(section, 'web', report);
}
