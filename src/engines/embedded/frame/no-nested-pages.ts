/** What Trusted Types ask before text becomes HTML or script. TypeScript's library does not have them yet. */
interface TrustedTypes {
  createPolicy(
    name: 'default',
    rules: {
      createHTML(text: string, type: string, sink: string): string | null;
      createScript(text: string): string;
      createScriptURL(text: string): string;
    },
  ): void;
}

/**
 * Refuses pages in the page (`srcdoc`), whose scripts would have globals of their own and with them WebRTC, which no
 * policy of a document can forbid. The document's policy must require Trusted Types for scripts; where a browser has
 * none, nothing is refused.
 */
export function refuseNestedPages(): void {
  const { trustedTypes } = window as unknown as { trustedTypes?: TrustedTypes };
  const asItIs = (text: string): string => text;
  trustedTypes?.createPolicy('default', {
    createHTML: (text, _, sink) => (/srcdoc/i.test(text + sink) ? null : text),
    createScript: asItIs,
    createScriptURL: asItIs,
  });
}

/** HTML in which no attribute is called `srcdoc`; text and values read as before. */
export const withoutNestedPages = (html: string): string =>
  html.replace(
    /srcdo(c)/gi,
    (word, last: string) => `${word.slice(0, -1)}&#${last.charCodeAt(0)};`,
  );
