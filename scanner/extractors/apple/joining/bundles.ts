/** Framework bundles and static libraries by the paths of the files inside them. */

export interface Bundle {
  /** Path of the outermost bundle. */
  readonly path: string;
  /** `X` of `X.framework`; `libX` of `libX.a`. */
  readonly name: string;
}

const BUILD_PRODUCTS =
  /(?:^|\/)(?:Pods|DerivedData|Carthage\/(?:Build|Checkouts)|Build\/Products|\.build|build|node_modules)\//;

/**
 * The bundle that a file makes known, or null. Of the many files of a framework only its binary, its Info.plist, its module map or a
 * header directly in `Headers` count, so that a bundle of thousands of files is named a few times only.
 */
export function bundleOf(path: string): Bundle | null {
  if (path.endsWith('.a') && !path.includes('.xcframework/')) {
    const name = path.slice(path.lastIndexOf('/') + 1, -2);
    if (!name.startsWith('lib') || name === 'lib' || BUILD_PRODUCTS.test(path)) return null;
    return { path, name };
  }
  const at = path.indexOf('.xcframework/');
  if (at > 0) {
    const rest = path.slice(at + '.xcframework/'.length);
    if (
      rest !== 'Info.plist' &&
      !/(?:^|\/)[^/]+\.framework\/(?:Versions\/[^/]+\/)?[^/.]+$/.test(rest) &&
      !rest.endsWith('.a')
    )
      return null;
    return bundle(path.slice(0, at + '.xcframework'.length));
  }
  const inner = path.indexOf('.framework/');
  if (inner <= 0) return null;
  const rest = path.slice(inner + '.framework/'.length);
  const name = path.slice(path.lastIndexOf('/', inner) + 1, inner);
  const counts =
    rest === name ||
    rest === 'Info.plist' ||
    /^(?:Versions\/[^/]+\/)?(?:Headers\/[^/]+\.h|Modules\/module\.modulemap)$/.test(rest) ||
    rest === `Versions/A/${name}`;
  return counts ? bundle(path.slice(0, inner + '.framework'.length)) : null;
}

function bundle(path: string): Bundle | null {
  if (BUILD_PRODUCTS.test(path)) return null;
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:xc)?framework$/, '');
  return name === '' ? null : { path, name };
}
