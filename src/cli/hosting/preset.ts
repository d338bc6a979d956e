import type { BuiltSite } from './built-site.ts';

/** Where the site is to be reached, as its operator says it. */
export interface SiteAddress {
  readonly url: URL;
  /** Folder of the built site on the machine that serves it. */
  readonly root: string;
}

/** One file of a preset. */
export interface PresetFile {
  /** `site`: into the built folder, because the host reads it there; `beside`: for the operator to put where it belongs. */
  readonly place: 'site' | 'beside';
  readonly path: string;
  readonly text: string;
}

export interface PresetResult {
  readonly files: readonly PresetFile[];
  /** What is left to do, a line each. */
  readonly next: readonly string[];
}

/** Writes down for one host what `site-headers.ts` says. */
export interface Preset {
  /** In one line, for the list of presets. */
  readonly about: string;
  make(site: BuiltSite, address: SiteAddress): PresetResult;
}

export const WRITTEN_BY = 'Written by "npm run preset": change the site, and write it again.';
