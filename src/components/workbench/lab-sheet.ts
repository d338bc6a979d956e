import type { Capability } from '#container';

/** What the page hands to the workbench: all of a lab that may be seen from the start. Plain data. */
export interface LabSheet {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly minutes: number;
  readonly needs: readonly Capability[];
  /** Points that pass, of 100. */
  readonly pass: number;
  readonly tasks: readonly SheetTask[];
  /** Files that the editor opens first. */
  readonly open: readonly string[];
  /** Digest of the starter: tells whether a saved copy began from this one. */
  readonly digest: string;
  readonly identity: SheetIdentity;
  readonly engines: SheetEngines;
  readonly course: SheetLink;
  /** Lessons that prepare for the lab. */
  readonly lessons: readonly SheetLink[];
}

/** What this site's lab, grader and engine are to the byte, so that a re-grade can say whether it had the same. */
export interface SheetIdentity {
  /** SHA-256 of the lab's whole content. */
  readonly labSha256: string;
  readonly grader: CodeIdentity;
  readonly engine: CodeIdentity;
}

export interface CodeIdentity {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
}

/** What the site's configuration says of engines. */
export interface SheetEngines {
  readonly allowed: readonly ('embedded' | 'webcontainer')[];
  readonly default: 'embedded' | 'webcontainer';
  readonly webcontainer: {
    readonly apiKey?: string | undefined;
    readonly origin?: string | undefined;
  };
}

export interface SheetTask {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly points: number;
  readonly checks: readonly {
    readonly id: string;
    readonly claim: string;
    /** True when nobody passes without it. */
    readonly must?: boolean | undefined;
  }[];
  readonly hints: readonly string[];
}

export interface SheetLink {
  readonly id: string;
  readonly title: string;
  /** `''` in a package that does not have the page. */
  readonly href: string;
}

/** The number of checks in all tasks. */
export function countChecks(sheet: Pick<LabSheet, 'tasks'>): number {
  return sheet.tasks.reduce((sum, task) => sum + task.checks.length, 0);
}
