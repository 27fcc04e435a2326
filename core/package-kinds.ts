/** The kinds of package a tree can hold: coordinates, pods, npm packages, archives, plugins, scripts. */

export const PACKAGE_KINDS = [
  'maven',
  'gradle-plugin',
  'pod',
  'spm',
  'carthage',
  'npm',
  'pub',
  'archive',
  'uni-native-plugin',
  'miniprogram-plugin',
  'script',
] as const;
export type PackageKind = (typeof PACKAGE_KINDS)[number];
