/** What the `/headless` page asks its server, and what the server tells. */

/** `POST /call`: one question with its answer. Bytes cross as `{ base64 }`. */
export interface BridgeCall {
  readonly instance: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type BridgeAnswer = { readonly value: unknown } | { readonly error: string };

/** A line of `GET /events`: what happens by itself in one instance. */
export type BridgeEvent =
  | { readonly type: 'output'; readonly process: number; readonly base64: string }
  | { readonly type: 'exit'; readonly process: number; readonly code: number }
  | { readonly type: 'port'; readonly port: number; readonly kind: 'open' | 'close' }
  | {
      readonly type: 'watched';
      readonly watch: number;
      readonly kind: 'rename' | 'change';
      readonly name: string;
    };

export interface RunRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | number | boolean>>;
  readonly terminal?: { readonly cols: number; readonly rows: number };
}
