/** The name an app shows, from the texts of its main source set. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { readXml } from '../../languages/xml/xml-reader.js';

export interface AppNameFacts {
  readonly appName: string;
}

export const extractor: Extractor<AppNameFacts> = {
  name: 'android/app-name',
  ecosystem: 'android-gradle',
  title: { zh: '读取 strings.xml 中的应用名称 app_name', en: 'Reads the app name, app_name, from strings.xml' },
  input: 'text',
  fileRequired: (path) =>
    path.endsWith('src/main/res/values/strings.xml') ||
    path === 'res/values/strings.xml' ||
    path.endsWith('/res/values/strings.xml'),
  extract(file) {
    const match = /<string\s[^>]*name="app_name"[^>]*>[^<]{1,200}<\/string>/.exec(file.text);
    if (!match) return extraction({});
    const name = readXml(match[0]).root?.text ?? '';
    const plain = name.replace(/^"(.*)"$/, '$1').replace(/\\(['"@?])/g, '$1');
    return extraction(plain === '' || plain.startsWith('@') ? {} : { facts: { appName: plain } });
  },
};
