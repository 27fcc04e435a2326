/** jar and aar files in the tree: the file itself as a package, and the Java packages, libraries and components inside. */
import {
  type Extractor,
  extraction,
  type FileProblem,
  type Observation,
  type PermissionFact,
  packageFact,
} from '../../../core/plugins.js';
import { basename, byCodeUnit } from '../../../core/text.js';
import { archiveVersion } from './archive-name.js';
import { readManifest } from './manifest-reader.js';
import {
  MAX_ENTRIES,
  MAX_INFLATED,
  readZipDirectory,
  readZipEntry,
  type ZipBudget,
  type ZipEntry,
} from './zip-reader.js';

const MAX_PACKAGES = 5_000;

export const extractor: Extractor = {
  name: 'android/archive',
  ecosystem: 'android-gradle',
  title: {
    zh: '读取 jar 和 aar 文件：其中的 Java 包、动态库、组件和权限',
    en: 'Reads jar and aar files: the Java packages, libraries, components and permissions inside',
  },
  input: 'bytes',
  maxBytes: 64 * 1024 * 1024,
  fileRequired: (path) => path.endsWith('.jar') || path.endsWith('.aar'),
  extract(file) {
    const name = basename(file.path);
    const version = archiveVersion(name);
    const location = { file: file.path, line: null };
    const reader = new ArchiveReader();
    if (name !== 'gradle-wrapper.jar') reader.read(file.bytes, file.path, 0);
    return extraction({
      packages: [
        packageFact({
          kind: 'archive',
          name: file.path,
          version,
          versionFrom: version === null ? null : 'archive',
          scope: 'unknown',
          location,
          technique: 'file-name',
        }),
      ],
      observations: [observation('archive-name', name, file.path, 'file-name'), ...reader.observations()],
      permissions: reader.permissions,
      problems: reader.problems,
    });
  },
};

function observation(
  kind: Observation['kind'],
  value: string,
  file: string,
  technique: Observation['technique'],
): Observation {
  return { kind, value, scope: 'unknown', module: null, platform: null, location: { file, line: null }, technique };
}

class ArchiveReader {
  readonly problems: FileProblem[] = [];
  /** What the manifest of an aar asks for: it is merged into that of the app. */
  readonly permissions: PermissionFact[] = [];
  private readonly budget: ZipBudget = { bytes: MAX_INFLATED, entries: MAX_ENTRIES };
  private readonly found = new Map<string, Observation>();

  observations(): Observation[] {
    return [...this.found.values()].sort((a, b) => byCodeUnit(`${a.kind}\0${a.value}`, `${b.kind}\0${b.value}`));
  }

  /** Reads an archive; `depth` counts archives inside archives: an aar holds jars, and these hold classes. */
  read(bytes: Uint8Array, path: string, depth: number): void {
    const directory = readZipDirectory(bytes, this.budget);
    for (const message of directory.problems) this.problem(path, message);
    for (const entry of directory.entries) {
      if (entry.name.endsWith('.class')) this.classFile(entry.name, path);
      else if (entry.name.endsWith('.so'))
        this.add(observation('native-lib', basename(entry.name), path, 'archive-analysis'));
      else if (depth === 0 && /^(?:classes\.jar|libs\/[^/]+\.jar)$/.test(entry.name)) this.nested(bytes, entry, path);
      else if (depth === 0 && entry.name === 'AndroidManifest.xml') this.manifest(bytes, entry, path);
    }
  }

  private add(o: Observation): void {
    const key = `${o.kind}\0${o.value}`;
    if (!this.found.has(key) && this.found.size < MAX_PACKAGES) this.found.set(key, o);
  }

  private problem(path: string, message: string): void {
    if (this.problems.length < 20) this.problems.push({ line: null, message: `${basename(path)}: ${message}` });
  }

  private classFile(name: string, path: string): void {
    // Classes for newer Java versions repeat the packages of the rest.
    const plain = name.replace(/^META-INF\/versions\/\d+\//, '');
    const at = plain.lastIndexOf('/');
    if (at <= 0 || plain.startsWith('META-INF/')) return;
    this.add(observation('java-package', plain.slice(0, at).replaceAll('/', '.'), path, 'archive-analysis'));
  }

  private nested(bytes: Uint8Array, entry: ZipEntry, path: string): void {
    const content = readZipEntry(bytes, entry, this.budget);
    if ('problem' in content) this.problem(path, content.problem);
    else if (content.bytes.byteLength > 0) this.read(content.bytes, `${path}!/${entry.name}`, 1);
  }

  private manifest(bytes: Uint8Array, entry: ZipEntry, path: string): void {
    const content = readZipEntry(bytes, entry, this.budget);
    if ('problem' in content) {
      this.problem(path, content.problem);
      return;
    }
    const text = new TextDecoder('utf-8').decode(content.bytes);
    if (text.startsWith('\u0003')) return;
    const file = `${path}!/AndroidManifest.xml`;
    const read = readManifest(text, (line) => ({ file, line }), 'archive-analysis');
    for (const o of read.observations) this.add(o);
    for (const p of read.permissions) {
      // A library's tools:node takes nothing away from the app that merges it.
      if (p.state !== 'requested' || this.permissions.length >= MAX_PACKAGES) continue;
      this.add({ ...observation('permission', p.id, file, 'archive-analysis'), location: p.location });
      this.permissions.push(p);
    }
    for (const { line, message } of read.problems) this.problem(file, `line ${line}: ${message}`);
  }
}
