export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';
export const OPEN_BADGES_3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
/** Defines the type of `credentialSchema`; without it safe mode refuses to sign. */
export const OPEN_BADGES_EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';

/** The only JSON-LD contexts that are ever read. Nothing is loaded from a network. */
export const BUNDLED_CONTEXTS: readonly string[] = [
  CREDENTIALS_V2,
  OPEN_BADGES_3,
  OPEN_BADGES_EXTENSIONS,
];
