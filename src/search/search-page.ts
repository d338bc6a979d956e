/** What can be found. */
export type FoundKind = 'lesson' | 'lab' | 'term' | 'quiz' | 'course';

/** One page, or one term of the glossary, as the index takes it. */
export interface SearchPage {
  readonly kind: FoundKind;
  /** From the site's root, with the heading of a term: `/courses/c/l/`, `/glossary/#t`. */
  readonly path: string;
  readonly title: string;
  /** The course that it belongs to; terms belong to none. */
  readonly course?: string;
  /** Other names of the same thing. */
  readonly also?: readonly string[];
  /** One sentence. */
  readonly description: string;
  readonly headings: readonly { readonly id: string; readonly text: string }[];
  /** All of its text. */
  readonly body: string;
}

/** What is known of a page before its shard is there: enough for a first line of a result. */
export interface FoundPage {
  readonly kind: FoundKind;
  readonly path: string;
  readonly title: string;
  /** Number of its shard in the list of the first file. */
  readonly shard: number;
}

/** What a shard adds for each of its pages, in order: the sentence below it and its headings. */
export interface PageDetail {
  readonly description: string;
  readonly headings: readonly { readonly id: string; readonly text: string }[];
}
