/** Makes small trees on disk for tests of what touches files, and takes them away again. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];

afterAll(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** An empty directory of its own, removed after the file's last test. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'outflow-test-'));
  made.push(dir);
  return dir;
}

/** A tree with these files: path to content. */
export function tempTree(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = tempDir();
  write(root, files);
  return root;
}

/** Adds files to a tree. */
export function write(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}
