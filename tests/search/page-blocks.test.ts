import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksOfPage } from '#search';

test('a lesson is read in pieces, each with the heading above it, drawings left out', () => {
  const html = `<main><h2 id="no">Not of the text</h2><div class="prose"><p>One &amp; <b>two</b><br>
    lines.<h2 id="a-b">A &lt;B&gt;</h2><ul><li>First<li><p>Second, <code>x</code></ul>
    <figure><svg role="img"><title>Boxes</title><text>in it</text></svg><figcaption>What it shows</figcaption></figure>
    <table><tr><th>Head<tr><td>Cell &#39;1&#x27;</table><pre tabindex="0"><code>a:
  b</code></pre><form><legend><span class="q-n">1</span> Why?</legend><label>Because</label></form></div><footer class="lesson-end"><p>Not either</p></footer>`;
  const heading = { id: 'a-b', text: 'A <B>' };
  assert.deepEqual(blocksOfPage(html), [
    { text: 'One & two lines.' },
    { text: 'First', heading },
    { text: 'Second, x', heading },
    { text: 'What it shows', heading },
    { text: "Cell '1'", heading },
    { text: 'a: b', heading },
    { text: 'Why?', heading },
  ]);
});

test('a page that is no lesson has none', () => {
  assert.deepEqual(blocksOfPage('<main><p>About</p></main>'), []);
});
