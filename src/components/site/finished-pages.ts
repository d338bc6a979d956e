import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroConfig, AstroIntegration } from 'astro';
import { digestOfMaker, openKeptPack, type KeptPack } from '#authoring';
import { AFTER_PAINT, BEFORE_LESSON, LATE_TYPE } from './before-paint.ts';
import { leanPage } from './lean-page.ts';
import { leanSheet } from './lean-sheet.ts';

/** A sheet up to this many bytes costs less in the page than the round trip for it: nothing can be painted before it is there. */
const WRITTEN_IN = 14 * 1024;
/** The style of a page without script, which comes with the first touch where there is one. It declares every token. */
const LATE_SHEET = /<noscript><link rel="stylesheet"/;
const SHEETS = /<noscript>[\s\S]*?<\/noscript>|<link rel="stylesheet" href="([^"]+)">/g;
const MODULE = '<script type="module" src=';
const INLINE = /<(script|style)((?:[^>"']|"[^"]*"|'[^']*')*)>([\s\S]*?)<\/\1>/g;

/**
 * Makes each built page lean, writes small style sheets into it, has a lesson's script wait for the first paint, and says the
 * policy that the page is under: nothing of another origin but the frames that are named, and of inline scripts and styles
 * exactly those that stand in that page, each by its digest.
 *
 * @param frames sources of frames: `'self'`, and the origins of an engine that runs elsewhere
 * @param keyOf says for a page's path in full what it is made from, or nothing for a page that is always made anew
 */
export function finishedPages(
  frames: readonly string[],
  keyOf: () => (path: string) => string | undefined,
): AstroIntegration {
  let config: AstroConfig;
  let kept: KeptPack | undefined;
  return {
    name: 'plumbline:finished-pages',
    hooks: {
      'astro:config:done': (done) => {
        config = done.config;
      },
      'astro:build:start': ({ setPrerenderer }) => {
        const root = fileURLToPath(config.root);
        const pages = openKeptPack(join(root, '.cache/kept/pages'), digestOfMaker(root));
        kept = pages;
        const base = config.base.replace(/\/?$/, '/');
        const sheetAt = sheetsOf(fileURLToPath(config.outDir), base);
        let known: ReturnType<typeof keyOf> | undefined;
        setPrerenderer((astro) => ({
          ...astro,
          async render(request, options) {
            const finished = async (): Promise<Response | string> => {
              const result = await astro.render(request, options);
              const response = 'response' in result ? result.response : result;
              if (!isPage(response)) return response;
              return finishPage(await response.text(), frames, sheetAt);
            };
            const path = decodeURI(new URL(request.url).pathname).slice(base.length - 1);
            const key = (known ??= keyOf())(path);
            const page =
              key === undefined
                ? await finished()
                : await pages.resultFor(key, async () => textOf(await finished()));
            return typeof page === 'string' || page instanceof Uint8Array
              ? new Response(page, { headers: { 'Content-Type': 'text/html' } })
              : page;
          },
        }));
      },
      'astro:build:done': () => kept?.close(),
    },
  };
}

const isPage = ({ status, body, headers }: Response): boolean =>
  body !== null &&
  !(status >= 300 && status < 400) &&
  (headers.get('Content-Type') ?? '').startsWith('text/html');

function textOf(page: Response | string): string {
  if (typeof page === 'string') return page;
  throw new Error('A page that is kept is a page: this path gave something else.');
}

/** Reads built style sheets by their address, each once. */
function sheetsOf(root: string, base: string): (address: string) => string {
  const sheets = new Map<string, string>();
  return (address) => {
    const known =
      sheets.get(address) ?? readFileSync(join(root, address.slice(base.length)), 'utf8');
    sheets.set(address, known);
    return known;
  };
}

function finishPage(
  page: string,
  frames: readonly string[],
  sheetAt: (address: string) => string,
): string {
  const html = withScriptAfterPaint(withSmallSheets(leanPage(page), sheetAt));
  return html.replace('<meta name="viewport"', (next) => policyTag(html, frames) + next);
}

/** A page with its small style sheets in it. Those for pages without script stay outside: they are seldom asked for. */
function withSmallSheets(html: string, sheetAt: (address: string) => string): string {
  return html.replace(SHEETS, (whole, address?: string) => {
    if (address === undefined) return whole;
    const sheet = sheetAt(address);
    // What a sheet names beside itself is found from its own place only.
    return sheet.length > WRITTEN_IN || sheet.includes('url(')
      ? whole
      : `<style>${leanSheet(withoutUnused(sheet, html, LATE_SHEET.test(html)))}</style>`;
  });
}

/** A lesson can be read without its script, and gets it after its first paint. */
function withScriptAfterPaint(html: string): string {
  if (!html.includes(BEFORE_LESSON)) return html;
  if (!html.includes(MODULE))
    throw new Error('A lesson has no script of its own: its layout brings one.');
  return html
    .replace(MODULE, `<script type="${LATE_TYPE}" src=`)
    .replace(BEFORE_LESSON, (first) => first + AFTER_PAINT);
}

/** A rule of its own for what an author writes: a mark of drawings (`.d-box rect`), a kind of code (`.c`), a third heading. */
const AUTHORED =
  /(?<=\})((?:\.diagram )?\.d-[a-z]+(?: [a-z]+| \.d-[a-z]+)?|\.[ksnco]|\.prose>h3)\{[^{}]*\}/g;

const TOKEN = /(?<=[{;])(--[a-z]{1,2}):[^;{}]*;?/g;

const USE = /var\((--[a-z]{1,2})\)/g;
const usesIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(USE), ([, name = '']) => name);

/**
 * A sheet without what no author wrote into this page, and without the tokens that nothing of it uses where they come again
 * with the late sheet. What an instrument draws has its marks in its own sheet.
 */
function withoutUnused(sheet: string, html: string, hasLateSheet: boolean): string {
  const isWritten = (selector: string): boolean => {
    if (selector.endsWith('h3')) return html.includes('<h3');
    const marks = selector.match(/d-[a-z]+/g);
    return marks
      ? marks.every((mark) => html.includes(mark))
      : html.includes(`class="${selector.slice(1)}"`);
  };
  const rules = sheet.replace(AUTHORED, (rule, selector: string) =>
    isWritten(selector) ? rule : '',
  );
  if (!hasLateSheet) return rules;
  const used = new Set([...usesIn(rules), ...usesIn(html)]);
  return rules.replace(TOKEN, (declaration, name: string) => (used.has(name) ? declaration : ''));
}

function policyTag(html: string, frames: readonly string[]): string {
  const digests = { script: '', style: '' };
  for (const [, kind, attributes = '', text = ''] of html.matchAll(INLINE)) {
    if (/\ssrc=|json"/.test(attributes)) continue;
    const digest = ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const known = digests[kind as 'script' | 'style'];
    if (!known.includes(digest)) digests[kind as 'script' | 'style'] += digest;
  }
  // What stays at the default is not said again.
  const policy = [
    "default-src 'self'",
    "img-src 'self' data:",
    ...(frames.join(' ') === "'self'" ? [] : [`frame-src ${frames.join(' ')}`]),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `script-src 'self'${digests.script}`,
    ...(digests.style === '' ? [] : [`style-src 'self'${digests.style}`]),
  ];
  return `<meta http-equiv="content-security-policy" content="${policy.join(';')}">`;
}
