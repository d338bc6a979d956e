import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leanPage } from '../../src/components/site/lean-page.ts';
import { leanSheet } from '../../src/components/site/lean-sheet.ts';
import { lessonPages, tags } from './built-site.ts';

test('white space between blocks goes, between words and inline elements it stays', () => {
  assert.equal(
    leanPage('<main>\n  <p> One <b>two</b>\n <i>three</i> </p>\n\n <h2>Four</h2> </main>'),
    '<main><p>One <b>two</b> <i>three</i><h2>Four</h2></main>',
  );
});

test('of two spaces at the edge of an inline element the outer one stays', () => {
  assert.equal(
    leanPage('<p> <b> One </b> <i> two </i>three <i>four </i>five <input> <u> six</u> </p>'),
    '<p><b>One</b> <i>two </i>three <i>four </i>five <input> <u>six</u></p>',
  );
  // A button holds its own text, and what stands beside it stays beside it.
  assert.equal(
    leanPage('<p><button> a </button> <button>b </button>c</p>'),
    '<p><button>a</button> <button>b </button>c</p>',
  );
});

test('a space that does not break is a character like others', () => {
  assert.equal(
    leanPage('<p> 10\u00a0000 \n\u00a0 km  a\t b</p>'),
    '<p>10\u00a0000 \u00a0 km a b</p>',
  );
});

test('a choice has no space at its edges', () => {
  assert.equal(
    leanPage('<form> <label> <input> <span>a</span> </label> <label> b </label> </form>'),
    '<form><label><input> <span>a</span></label><label>b</label></form>',
  );
});

test('a sheet has no space behind its commas but in quotes, and no prefix that no browser needs', () => {
  assert.equal(
    leanSheet(
      'a{font:1px "B, C", d;-webkit-text-decoration-color:var(--o);text-decoration-color:var(--o)}p{-webkit-text-decoration-color:red}\n',
    ),
    'a{font:1px "B, C",d;text-decoration-color:var(--o)}p{}',
  );
});

test('a shape of a drawing that holds nothing is closed at once', () => {
  assert.equal(
    leanPage('<svg><path d="M0 0"></path><text>a</text></svg>'),
    '<svg><path d="M0 0"/><text>a</text></svg>',
  );
});

test('what is shown as it is written stays as it is written', () => {
  const html = '<pre>  a\n\n  <b>b</b> </pre><script>a  =  1;\n</script><textarea>  \n</textarea>';
  assert.equal(leanPage(html), html);
});

test('quotes in text are written as they are, those in attributes are not', () => {
  assert.equal(
    leanPage('<pre title="&quot;">&quot;It&#39;s&quot;  &lt;</pre>'),
    '<pre title="&quot;">"It\'s"  &lt;</pre>',
  );
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
  assert.equal(
    leanPage('<table><thead><tr><th>a</th></tr></thead><tbody></tbody><tfoot></tfoot></table>'),
    '<table><thead><tr><th>a<tbody></tbody><tfoot></tfoot></table>',
  );
  assert.equal(
    leanPage('<table><tbody><tr><td>a</td></tr></tbody></table>'),
    '<table><tbody><tr><td>a</table>',
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
