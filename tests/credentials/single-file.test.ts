import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { wireBytes } from '../../src/cli/wire-bytes.ts';
import { editionHtml } from '../../src/components/credentials/single-file-editions.ts';

const html = await editionHtml({
  file: 'verify/plumbline-verify.html',
  title: 'Verify a certificate',
  script: 'src/components/credentials/verify/single-file.tsx',
  data: {
    listed: { issuers: [{ id: 'did:web:a.example', name: '</script><b>' }], statusLists: [] },
  },
});

test('the file is whole by itself, and its policy lets it reach nothing', () => {
  const policy = /http-equiv="content-security-policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  const digest = (text: string): string =>
    `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
  const [, script = ''] = /<script>([\s\S]*?)<\/script><\/body>/.exec(html) ?? [];
  assert.deepEqual(policy.split(';'), [
    "default-src 'none'",
    `script-src ${digest(script)}`,
    `style-src ${digest(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  assert.ok(script.length > 100_000 && style.length > 10_000);
  assert.equal(/@import|url\((?!["']?data:)/.exec(style), null, 'its style asks for nothing');
  const markup = html.replace(style, '').replace(script, '');
  assert.equal(/<(?:link|img|iframe)[ >]|\ssrc=/.exec(markup), null, 'nor does its markup');
});

test('data of the site cannot leave their element', () => {
  const [, data = ''] =
    /<script type="application\/json" id="listed">(.*?)<\/script>/.exec(html) ?? [];
  const { issuers } = JSON.parse(data) as {
    readonly issuers: readonly { readonly name: string }[];
  };
  assert.equal(issuers[0]?.name, '</script><b>');
});

test('it weighs at most 90 kB packed: a page, its style and all that checking needs', () => {
  const bytes = wireBytes(html);
  assert.ok(bytes <= 90 * 1024, `${bytes} bytes`);
});
