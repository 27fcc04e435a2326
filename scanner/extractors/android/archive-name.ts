/** Versions in names of archives. */

/** The version that plainly stands in a file name: `bugly-4.1.9.jar`, `BaiduLBS_Android_v9.6.4.aar`; null where none does. */
export function archiveVersion(name: string): string | null {
  const stem = name.replace(/\.(?:jar|aar)$/, '');
  const match =
    /[-_]v?(\d{1,8}(?:[._]\d{1,8}){1,5})(?:[-_.](alpha|beta|rc|SNAPSHOT|RELEASE|release|final|Final)[-.]?(\d{0,4}))?/.exec(
      stem,
    );
  if (!match?.[1]) return null;
  const tail = match[2] === undefined || /^(?:release|final)$/i.test(match[2]) ? '' : `-${match[2]}${match[3] ?? ''}`;
  return match[1].replace(/_/g, '.') + tail;
}
