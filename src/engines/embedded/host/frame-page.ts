import { createHash } from 'node:crypto';

/**
 * The engine's document: a sandboxed frame in a frame, with one inline script under a policy that lets nothing in and
 * nothing out.
 *
 * The inner frame carries `sandbox="allow-scripts"`, so its origin is opaque: no storage, no cookies, no way to the page
 * but the port that the page gives it. Workers of `blob:` inherit the policy. The outer frame runs nothing; it is there
 * because a service worker answers for it, and never for an address that is opened in a sandbox: without it the engine
 * would not start without a network. Both frames stand under the policy, and neither may go anywhere else.
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
  const engine = documentOf(policy, `<script>${inline}</script>`);
  const source = engine.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return documentOf(
    policy,
    `<iframe sandbox="allow-scripts" title="Sandbox" srcdoc="${source}"></iframe>`,
  );
}

/**
 * The document in which a page of the lab is shown: a sandbox in a frame, as the engine's, under a policy that lets the
 * learner's own scripts, styles and images be part of the page, and nothing come from or go to anywhere.
 */
export function previewPage(script: string): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'unsafe-inline' 'unsafe-eval' data: blob:`,
    `style-src 'unsafe-inline' data:`,
    `img-src data: blob:`,
    `media-src data: blob:`,
    `font-src data:`,
    `form-action 'none'`,
    // For the default policy of `frame/no-nested-pages.ts`.
    `require-trusted-types-for 'script'`,
  ].join('; ');
  const inline = script.replace(/<(?=\/script|!--)/gi, '\\x3c');
  const sandbox = documentOf(
    policy,
    `<meta http-equiv="x-dns-prefetch-control" content="off"><script>${inline}</script>`,
  );
  const source = sandbox.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return documentOf(
    policy,
    `<style>html,body,iframe{margin:0;border:0;width:100%;height:100%;display:block}</style><iframe sandbox="allow-scripts allow-forms" title="Page of the lab" srcdoc="${source}"></iframe>`,
  );
}

function documentOf(policy: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Lab engine</title>${body}</html>`;
}
