import type { FoundKind, Part } from '#search';

/** What the page asks of the search's worker. */
export type ToWorker =
  | {
      readonly kind: 'open';
      /** Address of the site's root, ending in "/". */
      readonly site: string;
      /** The file `titles`, which the page fetches while the worker starts; absent when it could not. */
      readonly titles: ArrayBuffer | undefined;
      /** The course that the reader is in. */
      readonly course: string | undefined;
    }
  | { readonly kind: 'find'; readonly typed: string }
  /** Where in these lessons is it? */
  | { readonly kind: 'passages'; readonly typed: string; readonly paths: readonly string[] };

/** What it answers. */
export type FromWorker =
  | { readonly kind: 'found'; readonly typed: string; readonly found: readonly ShownFound[] }
  | {
      readonly kind: 'passage';
      readonly path: string;
      readonly typed: string;
      readonly parts: readonly Part[];
      readonly heading?: { readonly id: string; readonly text: string };
    }
  | { readonly kind: 'failed'; readonly message: string };

/** A result as it is shown. */
export interface ShownFound {
  readonly kind: FoundKind;
  readonly path: string;
  readonly title: readonly Part[];
  /** Course, or "Glossary". */
  readonly of: string;
  readonly heading?: { readonly id: string; readonly text: string };
  /** What the page is about; absent until it is known. */
  readonly about?: readonly Part[];
}
