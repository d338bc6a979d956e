import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leanPage } from '../../src/components/site/lean-page.ts';
import { lessonPages, tags } from './built-site.ts';

test('white space between blocks goes, between words and inline elements it stays', () => {
  assert.equal(
    leanPage('<main>\n  <p> One <b>two</b>\n <i>three</i> </p>\n\n <h2>Four</h2> </main>'),
    '<main><p>One <b>two</b> <i>three</i><h2>Four</h2></main>',
  );
});

test('what is shown as it is written stays as it is written', () => {
  const html = '<pre>  a\n\n  <b>b</b> </pre><script>a  =  1;\n</script><textarea>  \n</textarea>';
  assert.equal(leanPage(html), html);
});

test('quotes in text are written as they are, those in attributes are not', () => {
  assert.equal(
    leanPage('<p title="a &quot;b&quot; > &quot;c&quot; <d>">&quot;It&#39;s&quot; &lt;</p>'),
    '<p title="a &quot;b&quot; > &quot;c&quot; <d>">"It\'s" &lt;</p>',
  );
});

test('an end tag goes only where HTML gives it back', () => {
  assert.equal(
    leanPage('<ul><li>a</li><li>b</li></ul><dl><dt>c</dt><dd>d</dd></dl><a><p>e</p></a>'),
    '<ul><li>a<li>b</ul><dl><dt>c<dd>d</dl><a><p>e</p></a>',
  );
});

test('a note of a lesson is reached from its number, and leads back to it', () => {
  let notes = 0;
  for (const { path, html } of lessonPages) {
    const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => `#${id}`));
    for (const link of tags(html, 'a')) {
      const isNumber = 'data-footnote-ref' in link;
      if (!isNumber && !('data-footnote-backref' in link)) continue;
      notes += Number(isNumber);
      assert.ok(ids.has(link['href'] ?? ''), `${path}: ${link['href']}`);
      assert.ok(isNumber ? link['aria-describedby'] : link['aria-label'], `${path}: it has words`);
    }
  }
  assert.ok(notes >= 1);
});
