import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { gradeSentence, gradeWords } from './grade-words.ts';
import {
  answerWords,
  OTHER_BANK,
  placeWords,
  STATUS_WORDS,
  type FeedbackCheck,
  type FeedbackComment,
  type FeedbackQuestion,
  type LearnerFeedback,
  type PieceFeedback,
} from './learner-feedback.ts';

/**
 * A learner's feedback as one HTML file that needs nothing else. Its policy allows its own style and nothing more: no script
 * runs in it and nothing is fetched, whatever stands in names, comments and the output of programs.
 */
export function feedbackHtml(feedback: LearnerFeedback): string {
  const { learner, cohort, issuer, writtenAt, pieces, totalPercent } = feedback;
  const total =
    totalPercent === undefined ? '' : `<p class="total"><b>${totalPercent}%</b> in all</p>`;
  return selfContainedPage(
    `Feedback for ${learner}`,
    `<header><p class="kind">Feedback</p>
<h1 dir="auto">${escaped(learner)}</h1>
<p><bdi>${escaped(cohort)}</bdi> · <bdi>${escaped(issuer)}</bdi> · ${escaped(writtenAt.slice(0, 10))}</p>${total}</header>
${pieces.map(pieceHtml).join('\n')}
<footer><p>Grades rest on the work that was handed in, graded again by the issuer. A person answers for each; ask <bdi>${escaped(issuer)}</bdi> when one seems wrong.</p></footer>`,
  );
}

function pieceHtml(one: PieceFeedback): string {
  const { piece, grade, checks, questions, comments, hintsUsed, solutionSeen } = one;
  const note = gradeSentence(grade);
  const help = [
    ...(hintsUsed
      ? [`${hintsUsed === 1 ? 'one hint was' : `${hintsUsed} hints were`} opened`]
      : []),
    ...(solutionSeen ? ['the solution was opened'] : []),
  ];
  return `<section>
<h2><bdi>${escaped(piece.title)}</bdi> <span class="${grade.passed ? 'good' : 'open'}">${escaped(gradeWords(grade, piece))}</span></h2>
${note === '' ? '' : `<p dir="auto">${escaped(note)}</p>`}
${help.length > 0 ? `<p class="quiet">By your browser’s own account ${help.join(', and ')}.</p>` : ''}
${checks.length > 0 ? `<ol>${checks.map(checkHtml).join('\n')}</ol>` : ''}
${questions.length > 0 ? questionsHtml(questions) : ''}
${comments.length > 0 ? `<h3>Comments</h3>${comments.map(commentHtml).join('\n')}` : ''}
</section>`;
}

function checkHtml({ claim, status, finding }: FeedbackCheck): string {
  const head = `<p><b class="${status === 'pass' ? 'good' : 'open'}">${STATUS_WORDS[status]}.</b> <span dir="auto">${escaped(claim)}</span></p>`;
  if (finding?.status === 'blocked')
    return `<li>${head}<p dir="auto">${escaped(finding.because)}</p></li>`;
  if (finding?.status !== 'fail') return `<li>${head}</li>`;
  const { summary, ran, cameBack, expected, lookAt } = finding;
  const look = lookAt?.path === undefined ? '' : row('Look at', placeWords(lookAt));
  return `<li>${head}<p dir="auto">${escaped(summary)}</p><dl>${row('Ran', ran)}${row('Came back', cameBack)}${row('Expected', expected)}${look}</dl></li>`;
}

function questionsHtml(questions: readonly FeedbackQuestion[]): string {
  const other = questions.some(({ asked }) => !asked) ? `<p class="quiet">${OTHER_BANK}</p>` : '';
  return `${other}<ol>${questions.map(questionHtml).join('\n')}</ol>`;
}

function questionHtml({ isRight, asked }: FeedbackQuestion): string {
  const word = `<b class="${isRight ? 'good' : 'open'}">${answerWords(isRight)}.</b>`;
  if (!asked) return `<li><p>${word}</p></li>`;
  const { ask, rightAnswer, why } = asked;
  const lines = (texts: readonly string[]): string =>
    texts.map((text) => `<dd dir="auto">${withCode(text)}</dd>`).join('');
  return `<li><p>${word} <span dir="auto">${withCode(ask)}</span></p><dl><dt>Right answer</dt>${lines(rightAnswer)}<dt>Why</dt>${lines(why)}</dl></li>`;
}

/** Text of a bank, in which backticks mark code and nothing else is markup. */
const withCode = (text: string): string =>
  text
    .split('`')
    .map((part, at) => (at % 2 === 1 ? `<code>${escaped(part)}</code>` : escaped(part)))
    .join('');

const row = (term: string, text: string): string =>
  `<dt>${term}</dt><dd><pre dir="auto" tabindex="0">${escaped(text)}</pre></dd>`;

function commentHtml(comment: FeedbackComment): string {
  const quote =
    comment.quote === undefined
      ? ''
      : `<pre dir="auto" tabindex="0">${escaped(comment.quote)}</pre>`;
  return `<article><p class="quiet"><bdi>${escaped(placeWords(comment))}</bdi> · <bdi>${escaped(comment.by)}</bdi></p>${quote}<p class="words" dir="auto">${escaped(comment.text)}</p></article>`;
}

/** Text for an element or a quoted attribute. Control characters, of which HTML has no use, are shown. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replace(CONTROLS, (mark) => `␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟`[mark.charCodeAt(0)] ?? '�');
}

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** A page of one file: its policy names its style by its digest and lets nothing else be used. `body` is markup. */
export function selfContainedPage(title: string, body: string, more = ''): string {
  const style = `${STYLE}${more}`;
  const digest = btoa(String.fromCharCode(...sha256(utf8ToBytes(style))));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${escaped(title)}</title><style>${style}</style></head><body><main>
${body}
</main></body></html>
`;
}

const STYLE = `:root{color-scheme:light dark;--ink:#16202b;--quiet:#4d5b69;--paper:#fff;--sheet:#f4f6f8;--line:#d3dae1;--good:#0b6b3a;--open:#a02c12}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf2;--quiet:#a9b6c3;--paper:#10161d;--sheet:#19222c;--line:#33404d;--good:#6fd39b;--open:#ff9d80}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
main{max-width:52rem;margin:0 auto;padding:2rem 1.25rem 4rem}h1{font-size:1.75rem;line-height:1.2;margin:.2rem 0}
h2{font-size:1.25rem;margin:0 0 .5rem;display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between}h3{font-size:1rem;margin:1.25rem 0 .5rem}
h2 span{font-size:1rem;font-weight:600}p{margin:.4rem 0}.kind,.quiet,footer{color:var(--quiet)}.quiet,footer,dt{font-size:.875rem}
section{border-top:1px solid var(--line);margin-top:1.75rem;padding-top:1.25rem;break-inside:auto}ol{padding-inline-start:1.5rem}li{margin:.9rem 0;break-inside:avoid}
.good{color:var(--good)}.open{color:var(--open)}dl{margin:.5rem 0}dt{color:var(--quiet);margin-top:.4rem}dd{margin:0}
code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}
pre{font:.8125rem/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--sheet);border-radius:4px;margin:.15rem 0;padding:.5rem .65rem}
article{border-inline-start:3px solid var(--line);margin:.9rem 0;padding-inline-start:.9rem}.words{white-space:pre-wrap;overflow-wrap:anywhere}footer{border-top:1px solid var(--line);margin-top:2rem;padding-top:1rem}
`;
