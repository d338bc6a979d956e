/** What an LMS launches: one lab, one quiz or one lesson. Plain data; the page that is launched carries it. */
export interface Unit {
  readonly kind: 'lab' | 'quiz' | 'lesson';
  /** The lab, `<course>/<quiz>` or `<course>/<lesson>`. */
  readonly id: string;
  readonly title: string;
  /** Version of the lab; the digest of what is asked, for a quiz; empty for a lesson. */
  readonly version: string;
  /** What passes, out of 100; absent where nothing is scored. */
  readonly pass?: number;
  /** Checks of a lab without which nobody passes. */
  readonly musts?: readonly string[];
}

/** The name under which a unit stands in a manifest: letters, digits, dots and hyphens, beginning with a letter. */
export const unitName = ({ kind, id }: Pick<Unit, 'kind' | 'id'>): string =>
  `${kind}-${id.replaceAll('/', '.')}`;
