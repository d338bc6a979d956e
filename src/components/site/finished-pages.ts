import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { leanPage } from './lean-page.ts';

/** A sheet up to this many bytes costs less in the page than the round trip for it: nothing can be painted before it is there. */
const WRITTEN_IN = 14 * 1024;
const SHEETS = /<noscript>[\s\S]*?<\/noscript>|<link rel="stylesheet" href="([^"]+)">/g;
const INLINE = /<(script|style)((?:[^>"']|"[^"]*"|'[^']*')*)>([\s\S]*?)<\/\1>/g;

/**
 * Makes each built page lean, writes small style sheets into it, and the policy that it is under: nothing of another origin
 * but the frames that are named, and of inline scripts and styles exactly those that stand in that page, each by its digest.
 *
 * @param frames sources of frames: `'self'`, and the origins of an engine that runs elsewhere
 */
export function pagePolicy(frames: readonly string[]): AstroIntegration {
  let base = '/';
  return {
    name: 'plumbline:page-policy',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:build:done': ({ dir }) => {
        const root = fileURLToPath(dir);
        const sheets = new Map<string, string>();
        const sheetAt = (address: string): string => {
          const known =
            sheets.get(address) ?? readFileSync(join(root, address.slice(base.length)), 'utf8');
          sheets.set(address, known);
          return known;
        };
        for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
          if (!file.endsWith('.html') || /^engine[\\/]/.test(file)) continue;
          const path = join(root, file);
          const html = withSmallSheets(leanPage(readFileSync(path, 'utf8')), sheetAt);
          writeFileSync(
            path,
            html.replace('<meta name="viewport"', (next) => policyTag(html, frames) + next),
          );
        }
      },
    },
  };
}

/** A page with its small style sheets in it. Those for pages without script stay outside: they are seldom asked for. */
function withSmallSheets(html: string, sheetAt: (address: string) => string): string {
  return html.replace(SHEETS, (whole, address?: string) => {
    if (address === undefined) return whole;
    const sheet = sheetAt(address);
    // What a sheet names beside itself is found from its own place only.
    return sheet.length > WRITTEN_IN || sheet.includes('url(')
      ? whole
      : `<style>${withoutUnused(sheet, html)}</style>`;
  });
}

/** A rule of its own for what an author writes: a mark of drawings (`.d-box rect`), a kind of code (`.c`), a third heading. */
const AUTHORED =
  /(?<=\})((?:\.diagram )?\.d-[a-z]+(?: [a-z]+| \.d-[a-z]+)?|\.[ksnco]|\.prose>h3)\{[^{}]*\}/g;

/** A sheet without what no author wrote into this page. What an instrument draws has its marks in its own sheet. */
function withoutUnused(sheet: string, html: string): string {
  const isWritten = (selector: string): boolean => {
    if (selector.endsWith('h3')) return html.includes('<h3');
    const marks = selector.match(/d-[a-z]+/g);
    return marks
      ? marks.every((mark) => html.includes(mark))
      : html.includes(`class="${selector.slice(1)}"`);
  };
  return sheet.replace(AUTHORED, (rule, selector: string) => (isWritten(selector) ? rule : ''));
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
