import {
  type Extraction,
  type Extractor,
  extraction,
  type InputFile,
  type PackageFact,
  packageFact,
} from '../../../core/plugins.js';
import { basename, dirname } from '../../../core/text.js';
import { type PodfileFacts, readPodfile } from '../../languages/ruby/podfile.js';
import { isThirdPartyPath } from './joining/pods.js';

/** Podfiles: what each target asks for. */
export const extractor: Extractor<PodfileFacts> = {
  name: 'apple/podfile',
  ecosystem: 'ios-apple',
  title: { zh: '读取 Podfile:各 target 声明的 pod', en: 'Reads Podfiles: the pods each target asks for' },
  input: 'text',
  fileRequired: (path) => basename(path) === 'Podfile' || path.endsWith('.podfile') || path.endsWith('/Podfile.rb'),
  extract,
};

function extract(file: InputFile): Extraction<PodfileFacts> {
  const { facts, problems } = readPodfile(file.text);
  const packages = facts.pods.map(
    (pod): PackageFact =>
      packageFact({
        kind: 'pod',
        name: pod.spec.split('/')[0] ?? pod.spec,
        version: pod.requirement,
        versionFrom: pod.requirement === null ? null : 'manifest',
        scope: pod.disabled ? 'disabled' : 'unknown',
        module: dirname(file.path),
        local: pod.path !== null && !isThirdPartyPath(pod.path),
        location: { file: file.path, line: pod.line },
        technique: 'manifest-analysis',
      }),
  );
  return extraction({ packages, facts, problems });
}
