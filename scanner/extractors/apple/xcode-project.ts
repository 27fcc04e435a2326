import { type Extraction, type Extractor, extraction, type InputFile } from '../../../core/plugins.js';
import { readXcodeProject, type XcodeProject } from '../../languages/pbxproj/project.js';

/** project.pbxproj: targets, configurations, Swift packages and linked libraries; the correlator reads them. */
export const extractor: Extractor<XcodeProject> = {
  name: 'apple/xcode-project',
  ecosystem: 'ios-apple',
  title: {
    zh: '读取 Xcode 工程:target、Bundle ID、Swift 包与链接的库',
    en: 'Reads Xcode projects: targets, bundle ids, Swift packages and linked libraries',
  },
  input: 'text',
  fileRequired: (path) =>
    path.endsWith('.xcodeproj/project.pbxproj') && !path.endsWith('Pods.xcodeproj/project.pbxproj'),
  extract,
};

function extract(file: InputFile): Extraction<XcodeProject> {
  const { project, problems } = readXcodeProject(file.text);
  return extraction({ facts: project, problems });
}
