import { createHash } from 'node:crypto';

/**
 * The engine's document: one inline script under a policy that lets nothing in and nothing out.
 *
 * The page embeds it with `sandbox="allow-scripts"`, so its origin is opaque: no storage, no cookies, no way to the page
 * but the port that the page gives it. Workers of `blob:` inherit the policy.
 */
export function framePage(script: string): string {
  // An inline script ends at the first "</script", wherever it stands.
  const inline = script.replace(/<(?=\/script|!--)/gi, '\\x3c');
  const hash = createHash('sha256').update(inline).digest('base64');
  const policy = [
    `default-src 'none'`,
    `script-src 'sha256-${hash}' blob: 'wasm-unsafe-eval'`,
    `worker-src blob:`,
  ].join('; ');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Lab engine</title><script>${inline}</script></html>`;
}
