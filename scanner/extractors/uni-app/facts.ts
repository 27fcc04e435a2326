/** What the uni-app extractors hand to the correlator: plain JSON. */
import type { Platform } from '../../../core/platforms.js';

export interface ManifestFacts {
  readonly kind: 'manifest';
  readonly name: string | null;
  /** The DCloud id (`__UNI__XXXXXXX`, `H5XXXXXXXX`). */
  readonly appid: string | null;
  readonly apps: readonly { readonly platform: Platform; readonly applicationId: string | null }[];
  /** True for a copy inside a native project: that project is the app. */
  readonly embedded: boolean;
}

/** A plugin that lies in the tree. */
export interface PluginFacts {
  readonly kind: 'plugin';
  readonly id: string;
  readonly version: string | null;
}

export type UniAppFacts = ManifestFacts | PluginFacts;
