import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesOf, inlineScripts, pages, policyOf, tags } from './built-site.ts';

const STRICT: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'frame-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

/** Directives that say what `default-src` says when they are left out. */
const FETCHED = /^(?:img|connect|frame|object)-src$/;

for (const { path, html } of pages) {
  test(`${path} is under a strict policy`, () => {
    const policy = policyOf(html);
    const fallback = policy.get('default-src');
    for (const [directive, sources] of Object.entries(STRICT)) {
      const said = policy.get(directive);
      assert.deepEqual(FETCHED.test(directive) ? (said ?? fallback) : said, sources, directive);
    }
    const all = [...policy.values()].flat();
    assert.deepEqual(
      all.filter((source) => /unsafe|https?:|\*|^data:$|blob:/.test(source) && source !== 'data:'),
      [],
    );
    for (const directive of ['script-src', 'style-src']) {
      const others = (policy.get(directive) ?? []).filter(
        (source) => source !== "'self'" && !/^'sha256-[\w+/]+=*'$/.test(source),
      );
      assert.deepEqual(others, [], directive);
    }
  });

  test(`${path} holds no script that its policy does not name, and no style that it forbids`, () => {
    const allowed = policyOf(html).get('script-src') ?? [];
    for (const code of inlineScripts(html)) {
      const digest = createHash('sha256').update(code).digest('base64');
      assert.ok(allowed.includes(`'sha256-${digest}'`), `not in the policy: ${code.slice(0, 80)}`);
    }
    const styles = policyOf(html).get('style-src') ?? [];
    for (const [, sheet = ''] of html.matchAll(/<style>([\s\S]*?)<\/style>/g)) {
      const digest = createHash('sha256').update(sheet).digest('base64');
      assert.ok(styles.includes(`'sha256-${digest}'`), `not in the policy: ${sheet.slice(0, 80)}`);
    }
    const markup = html.replace(/<(script|style)[\s>][\s\S]*?<\/\1>/g, '');
    assert.deepEqual(markup.match(/\son[a-z]+=["'][^"']*["']/g), null, 'no handlers in attributes');
    assert.deepEqual(markup.match(/<[a-z-]+[^<>]*\sstyle="[^"]*"/g), null, 'no style attributes');
    assert.doesNotMatch(markup, /href="javascript:/);
  });

  test(`${path} asks no other origin for anything`, () => {
    const asked = ['script', 'link', 'img', 'iframe', 'source', 'video', 'audio', 'object', 'form']
      .flatMap((name) => tags(html, name))
      .flatMap(({ src, href, srcset, data, action }) => [src, href, srcset, data, action])
      .filter((address) => address !== undefined && /^(?:https?:)?\/\//.test(address));
    assert.deepEqual(asked, []);
  });
}

test('no style sheet asks another origin for anything', () => {
  for (const file of filesOf('dist').filter((path) => path.endsWith('.css'))) {
    const css = readFileSync(join('dist', file), 'utf8');
    assert.doesNotMatch(css, /@import|url\(\s*["']?(?:https?:)?\/\//, file);
  }
});
