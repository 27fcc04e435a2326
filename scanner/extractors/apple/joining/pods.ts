/** Small facts about pods that the readers of Podfiles and lock files share. */

/**
 * True for a `:path` that leads to a package of another package manager: React Native's and Flutter's plugins are taken from there and
 * are third parties' code although CocoaPods sees a local path.
 */
export function isThirdPartyPath(path: string): boolean {
  return /(?:^|\/)(?:node_modules|\.symlinks|\.pub-cache|\.dart_tool)(?:\/|$)/.test(path);
}

/** `Firebase` of `Firebase/Analytics`. */
export function rootOf(spec: string): string {
  const at = spec.indexOf('/');
  return at < 0 ? spec : spec.slice(0, at);
}
