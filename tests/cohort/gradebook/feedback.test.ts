import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { feedbackHtml, feedbackMarkdown, gradebook, type LearnerFeedback } from '#cohort';
import { CLASS, PIN, SIGN } from './class-of-four.ts';

const HOSTILE =
  '</pre><script>alert(1)</script><img src=x onerror=alert(1)>"\'`${1}` [x](javascript:1) \u0007';
const [row] = gradebook(CLASS).rows.slice(1);
assert.ok(row);
const [pin, sign] = row.grades;
assert.ok(pin && sign);

const FEEDBACK: LearnerFeedback = {
  learner: `نورا ${HOSTILE}`,
  cohort: 'Autumn <b>',
  issuer: 'Example & Sons',
  writtenAt: '2026-11-26T10:00:00Z',
  totalPercent: 18.75,
  pieces: [
    {
      piece: PIN,
      grade: pin,
      checks: [
        { check: 'a', claim: 'It holds <i>.', status: 'pass' },
        {
          check: 'b',
          claim: 'The lock is fresh.',
          status: 'fail',
          finding: {
            status: 'fail',
            summary: HOSTILE,
            ran: 'dvc status',
            cameBack: '````\n# not a heading\n',
            expected: 'up to date',
            lookAt: { path: 'dvc.lock', line: 3 },
          },
        },
        {
          check: 'c',
          claim: 'Then this.',
          status: 'blocked',
          finding: { status: 'blocked', because: 'b first' },
        },
      ],
      questions: [],
      comments: [
        {
          text: `Look here\n${HOSTILE}`,
          by: 'Ada',
          path: 'src/<b>.py',
          line: 7,
          quote: 'x = "</main>"',
        },
      ],
      hintsUsed: 2,
      solutionSeen: true,
    },
    {
      piece: SIGN,
      grade: sign,
      checks: [],
      questions: [
        {
          item: 'q-1',
          isRight: true,
          asked: {
            ask: 'What does `dvc status` say?',
            rightAnswer: ['`up to date`', HOSTILE],
            why: ['Because <b>.'],
          },
        },
        { item: 'q-2', isRight: false },
      ],
      comments: [],
    },
  ],
};

test('feedback is one HTML file whose policy allows its own style and no script', () => {
  const html = feedbackHtml(FEEDBACK);
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
  const digest = createHash('sha256').update(style).digest('base64');
  assert.ok(
    html.includes(
      `content="default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'"`,
    ),
  );
  // Whatever is hostile stands there as text: the only elements are those that the file is made of.
  const elements = new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, name]) => name));
  const known = [
    'html',
    'head',
    'meta',
    'title',
    'style',
    'body',
    'main',
    'header',
    'p',
    'h1',
    'bdi',
    'b',
    'section',
    'h2',
    'span',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
    'pre',
    'code',
    'h3',
    'article',
    'footer',
  ];
  assert.deepEqual([...elements].sort(), known.sort());
  const attributes = [...html.matchAll(/<[a-z0-9]+((?:\s[^<>]*)?)>/g)].flatMap(([, inside = '']) =>
    [...inside.matchAll(/\s([a-z-]+)(?==|\s|$)/g)].map(([, name]) => name),
  );
  assert.deepEqual(
    [
      ...new Set(
        attributes.filter(
          (name) => !/^(?:none|style-src|base-uri|form-action|initial-scale)$/.test(name ?? ''),
        ),
      ),
    ].sort(),
    ['charset', 'class', 'content', 'dir', 'http-equiv', 'lang', 'name', 'tabindex'],
  );
  assert.ok(!html.includes('\u0007'));
  assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
});

test('it says what was graded, what was seen, what was taken off and what somebody wrote', () => {
  const html = feedbackHtml(FEEDBACK);
  for (const words of [
    '<h2><bdi>Pin the data</bdi> <span class="good">75%, passed</span></h2>',
    '2 days late: 20 taken off 95.',
    'By your browser’s own account 2 hints were opened, and the solution was opened.',
    '<dt>Came back</dt><dd><pre dir="auto" tabindex="0">````\n# not a heading\n</pre></dd>',
    '<bdi>src/&lt;b&gt;.py, line 7</bdi> · <bdi>Ada</bdi>',
    '<h2><bdi>Sign the contract</bdi> <span class="open">Nothing handed in</span></h2>',
    '<b>18.75%</b> in all',
    '<b class="good">Right.</b> <span dir="auto">What does <code>dvc status</code> say?</span>',
    '<dt>Right answer</dt><dd dir="auto"><code>up to date</code></dd><dd dir="auto">&lt;/pre&gt;',
    '<dt>Why</dt><dd dir="auto">Because &lt;b&gt;.</dd>',
    '<li><p><b class="open">Not right.</b></p></li>',
    'The questions of this quiz were changed since it was marked, so they are not shown here.',
  ]) {
    assert.ok(html.includes(words), words);
  }
});

test('as Markdown no text becomes markup, and a fence is longer than any in it', () => {
  const markdown = feedbackMarkdown(FEEDBACK);
  assert.match(markdown, /\n`````text\n````\n# not a heading\n\n`````\n/);
  const prose = markdown.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '');
  assert.doesNotMatch(prose, /(?<!\\)[<>[\]]/, 'each is escaped');
  assert.match(prose, /^## Pin the data: 75%, passed$/m);
  assert.match(prose, /^- \*\*Right\.\*\* What does \\`dvc status\\` say\?$/m);
  assert.match(prose, /^- \*\*Not right\.\*\*$/m);
  assert.match(prose, /^- \*\*Does not hold\.\*\* The lock is fresh\\\.$/m);
});
