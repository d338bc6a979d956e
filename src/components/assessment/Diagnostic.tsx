import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { routeLearner, type Claims } from '#assessment';
import type { CompetencyId, Level, Proficiency } from '#curriculum';
import { DIAGNOSTIC, openRecord, type LearnerRecord } from '#progress';
import { InlineText } from '../lesson/InlineText.tsx';
import { proofFor, type DiagnosticSheet } from './diagnostic-sheet.ts';
import { PathResult } from './PathResult.tsx';

/** What was answered so far. Plain data. */
interface Answers {
  readonly aim?: Level;
  readonly work?: number;
  readonly claims: Readonly<Partial<Record<CompetencyId, Proficiency>>>;
  /** Index of the chosen option. */
  readonly proofs: Readonly<Partial<Record<CompetencyId, number>>>;
}
const NOTHING: Answers = { claims: {}, proofs: {} };

interface Read {
  readonly record: LearnerRecord;
  /** What was answered at an earlier visit. */
  readonly before: Answers | undefined;
}

interface Choice {
  readonly part: string;
  readonly ask: string;
  readonly options: readonly string[];
  readonly chosen: number | undefined;
  readonly take: (index: number) => Answers;
}

/** Twenty-four questions, one at a time, and the path that follows from them. */
export function Diagnostic({ sheet }: { readonly sheet: DiagnosticSheet }) {
  const [isRead, setRead] = useState(false);
  const [answers, setAnswers] = useState<Answers>(NOTHING);
  const [at, setAt] = useState(0);
  const [said, setSaid] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  /** The last answer's way into the record: nobody goes on before it is there. */
  const kept = useRef(Promise.resolve());
  const reading = useRef<Promise<Read>>();
  const read = (): Promise<Read> => (reading.current ??= readBefore());

  useEffect(() => {
    const open = async (): Promise<void> => {
      const { record, before } = await read();
      if (record.place === 'memory')
        setSaid(
          'This browser keeps nothing for the site: the answers last until you leave the page.',
        );
      setRead(true);
      if (!before) return;
      setAnswers((since) => joined(before, since));
      const first = choicesOf(sheet, before).findIndex(({ chosen }) => chosen === undefined);
      setAt(first < 0 ? 24 : first);
    };
    open().catch((error: unknown) => setSaid(error instanceof Error ? error.message : ''));
  }, []);
  useLayoutEffect(() => {
    if (moved.current) heading.current?.focus();
  }, [at]);

  const choices = choicesOf(sheet, answers);
  const goTo = (place: number): void => {
    moved.current = true;
    setAt(place);
  };
  const keep = (next: Answers): void => {
    setAnswers(next);
    // The first question stands there before it is known what was answered at an earlier visit.
    kept.current = read()
      .then(({ record, before }) =>
        record.setSetting(DIAGNOSTIC, isRead ? next : joined(before, next)),
      )
      .catch((error: unknown) => {
        setSaid(`The answer is not kept. ${error instanceof Error ? error.message : ''}`);
      });
  };
  const choice = choices[at];
  const { aim } = answers;

  return (
    <div class="row full pad-foot quiz" data-until-read={isRead || said !== '' ? undefined : ''}>
      <div class="at">
        <p class="small num">
          <b class="here">{choices.filter(({ chosen }) => chosen !== undefined).length}</b> of{' '}
          {choices.length} answered
        </p>
      </div>
      <div class="on">
        <p class="quiz-notice small" role="status">
          {said}
        </p>
        {choice ? (
          <form
            class="quiz-item q"
            onSubmit={(event) => {
              event.preventDefault();
              if (choice.chosen !== undefined) void kept.current.then(() => goTo(at + 1));
            }}
          >
            <p class="crumb">
              <span>
                Question {at + 1} of {choices.length}
              </span>{' '}
              <span>{choice.part}</span>
            </p>
            <h2 ref={heading} tabIndex={-1} id="question">
              <InlineText text={choice.ask} />
            </h2>
            <fieldset aria-labelledby="question">
              {choice.options.map((option, index) => (
                <label class="choice" key={`${at}-${index}`}>
                  <input
                    type="radio"
                    name="choice"
                    checked={choice.chosen === index}
                    onChange={() => keep(choice.take(index))}
                  />
                  <span>
                    <InlineText text={option} />
                  </span>
                </label>
              ))}
            </fieldset>
            <div class="btns">
              <button class="btn" type="button" disabled={at === 0} onClick={() => goTo(at - 1)}>
                Back
              </button>
              <button class="btn primary" type="submit" aria-disabled={choice.chosen === undefined}>
                {at + 1 < choices.length ? 'Next' : 'Show my path'}
              </button>
              {choice.chosen === undefined && <span class="small dim">Choose one first.</span>}
            </div>
          </form>
        ) : (
          aim && (
            <PathResult
              heading={heading}
              sheet={sheet}
              route={routeLearner(claimsOf(sheet, answers), aim, sheet.courses)}
              onAgain={() => {
                keep(NOTHING);
                goTo(0);
              }}
            />
          )
        )}
      </div>
    </div>
  );
}

async function readBefore(): Promise<Read> {
  const record = await openRecord();
  return { record, before: (await record.setting(DIAGNOSTIC)) as Answers | undefined };
}

/** What was answered since takes the place of what was answered before. */
function joined(before: Answers | undefined, since: Answers): Answers {
  return {
    ...before,
    ...since,
    claims: { ...before?.claims, ...since.claims },
    proofs: { ...before?.proofs, ...since.proofs },
  };
}

function choicesOf(sheet: DiagnosticSheet, answers: Answers): readonly Choice[] {
  const { competencies, behaviours, aims, works, proofs } = sheet;
  const aimed = aims.findIndex(({ level }) => level === answers.aim);
  return [
    {
      part: 'Your aim',
      ask: 'What do you want to be able to do in six months?',
      options: aims.map(({ text }) => text),
      chosen: aimed < 0 ? undefined : aimed,
      take: (index) => ({ ...answers, ...(aims[index] ? { aim: aims[index].level } : {}) }),
    },
    {
      part: 'Your work',
      ask: 'What do you do today?',
      options: works,
      chosen: answers.work,
      take: (index) => ({ ...answers, work: index }),
    },
    ...competencies.map(({ id, name }): Choice => ({
      part: 'What you can do',
      ask: `${name}: which comes nearest?`,
      options: behaviours,
      chosen: answers.claims[id],
      take: (index) => {
        // Another claim is followed by another question.
        const others = Object.fromEntries(
          Object.entries(answers.proofs).filter(([other]) => other !== id),
        );
        const claims = { ...answers.claims, [id]: index as Proficiency };
        return { ...answers, claims, proofs: others };
      },
    })),
    ...competencies.map(({ id, name }): Choice => {
      const proof = proofFor(proofs, id, answers.claims[id] ?? 0);
      return {
        part: name,
        ask: proof?.ask ?? '',
        options: proof?.options.map(({ text }) => text) ?? [],
        chosen: answers.proofs[id],
        take: (index) => ({ ...answers, proofs: { ...answers.proofs, [id]: index } }),
      };
    }),
  ];
}

function claimsOf(sheet: DiagnosticSheet, { claims, proofs }: Answers): Claims {
  return Object.fromEntries(
    sheet.competencies.map(({ id }) => {
      const claim = claims[id] ?? 0;
      const chosen = proofs[id];
      const proof = proofFor(sheet.proofs, id, claim);
      const proved = chosen !== undefined && proof?.options[chosen]?.right === true;
      return [id, { claim, proved }];
    }),
  ) as Claims;
}
