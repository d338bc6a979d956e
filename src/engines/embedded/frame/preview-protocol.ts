/** How the page and a shown page of the lab talk, on one port that the page gives with the first message. */
export interface ShownPage {
  /** Where it came from: relative addresses start here. */
  readonly url: string;
  /** Complete, with styles, scripts and images in it. */
  readonly html: string;
}

/** From the shown page. It is a learner's: nothing here is believed. */
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
  | { readonly type: 'shown'; readonly title: string };

/** To the shown page: the answer to its `ask`. */
export type ToPreview =
  | {
      readonly type: 'answer';
      readonly id: number;
      readonly url: string;
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: Uint8Array<ArrayBuffer>;
    }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
