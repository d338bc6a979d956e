import type { HeaderList } from '#container';

/** What a server answered. */
export interface ShownResponse {
  /** Where it came from, after redirects: relative addresses start here. */
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * How the page and a shown page of the lab talk, on one port that the page gives with the first message, a
 * `ShownResponse`.
 *
 * From the shown page. It is a learner's: nothing here is believed.
 */
export type FromPreview =
  /** A link, a form, or a script's `fetch`. */
  | {
      readonly type: 'go' | 'ask';
      readonly id: number;
      readonly method: string;
      readonly url: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: Uint8Array;
    }
  /** The page is whole, with its styles, scripts and images, and begins to run. */
  | { readonly type: 'shown' };

/** To the shown page: the answer to its `ask`. */
export type ToPreview =
  | ({ readonly type: 'answer'; readonly id: number } & ShownResponse)
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
