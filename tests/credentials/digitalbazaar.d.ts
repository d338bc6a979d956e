// The packages bring no types; these are the parts that the tests use.
declare module '@digitalbazaar/vc' {
  export function verifyCredential(options: {
    readonly credential: unknown;
    readonly suite: unknown;
    readonly documentLoader: (url: string) => Promise<unknown>;
    readonly now?: Date;
    readonly checkStatus?: (options: unknown) => Promise<{ readonly verified: boolean }>;
  }): Promise<{ readonly verified: boolean; readonly error?: unknown }>;
}

declare module '@digitalbazaar/data-integrity' {
  export const DataIntegrityProof: new (options: { readonly cryptosuite: unknown }) => object;
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: unknown;
}

declare module '@digitalbazaar/ed25519-multikey' {
  export function from(
    key: unknown,
  ): Promise<{ readonly id: string; readonly publicKeyMultibase: string }>;
}

declare module '@digitalbazaar/vc-bitstring-status-list' {
  interface List {
    getStatus(index: number): boolean;
    setStatus(index: number, status: boolean): void;
    encode(): Promise<string>;
  }
  export function createList(options: { readonly length: number }): Promise<List>;
  export function decodeList(options: { readonly encodedList: string }): Promise<List>;
}
