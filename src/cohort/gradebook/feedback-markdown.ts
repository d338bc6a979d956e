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

/** A learner's feedback as Markdown. Nothing that somebody wrote, or a program printed, can become markup, a link or an image of it. */
export function feedbackMarkdown(feedback: LearnerFeedback): string {
  const { learner, cohort, issuer, writtenAt, pieces, totalPercent } = feedback;
  return (
    [
      `# Feedback for ${inline(learner)}`,
      `${inline(cohort)} · ${inline(issuer)} · ${writtenAt.slice(0, 10)}`,
      ...(totalPercent === undefined ? [] : [`**${totalPercent}%** in all`]),
      ...pieces.flatMap(pieceMarkdown),
    ].join('\n\n') + '\n'
  );
}

function pieceMarkdown(one: PieceFeedback): readonly string[] {
  const { piece, grade, checks, questions, comments } = one;
  const note = gradeSentence(grade);
  return [
    `## ${inline(piece.title)}: ${inline(gradeWords(grade, piece))}`,
    ...(note === '' ? [] : [inline(note)]),
    ...checks.flatMap(checkMarkdown),
    ...(questions.some(({ asked }) => !asked) ? [OTHER_BANK] : []),
    ...questions.flatMap(questionMarkdown),
    ...(comments.length > 0 ? ['### Comments'] : []),
    ...comments.flatMap(commentMarkdown),
  ];
}

function checkMarkdown({ claim, status, finding }: FeedbackCheck): readonly string[] {
  const head = `- **${STATUS_WORDS[status]}.** ${inline(claim)}`;
  if (finding?.status === 'blocked') return [head, inline(finding.because)];
  if (finding?.status !== 'fail') return [head];
  return [
    head,
    inline(finding.summary),
    `Ran:\n\n${fenced(finding.ran)}`,
    `Came back:\n\n${fenced(finding.cameBack)}`,
    `Expected:\n\n${fenced(finding.expected)}`,
  ];
}

function questionMarkdown({ isRight, asked }: FeedbackQuestion): readonly string[] {
  const word = `- **${answerWords(isRight)}.**`;
  if (!asked) return [word];
  return [
    `${word} ${inline(asked.ask)}`,
    `Right answer: ${asked.rightAnswer.map(inline).join('; ')}`,
    ...asked.why.map(inline),
  ];
}

function commentMarkdown(comment: FeedbackComment): readonly string[] {
  const quote = comment.quote === undefined ? [] : [fenced(comment.quote)];
  return [
    `**${inline(placeWords(comment))}** (${inline(comment.by)})`,
    ...quote,
    inline(comment.text),
  ];
}

/** Text of one paragraph, with every sign escaped that Markdown or HTML reads. */
export function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]()<>#+\-.!|~&:@/=^$"']/g, (sign) => `\\${sign}`);
}

/** A block of code in a fence that is longer than any in it. */
function fenced(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}text\n${text.replace(/\r\n?/g, '\n')}\n${fence}`;
}
