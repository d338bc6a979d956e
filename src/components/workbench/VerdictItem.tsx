import type { Verdict } from '#grading';
import { useBench } from './bench-context.ts';
import { statusOf, type CheckStatus } from './check-run.ts';
import { Glyph } from './Glyph.tsx';
import type { SheetTask } from './lab-sheet.ts';
import { SheetLinkOrText } from './SheetLinkOrText.tsx';

const WORDS: Partial<Record<CheckStatus, string>> = {
  fail: 'does not hold',
  blocked: 'blocked',
  error: 'could not be judged',
};

/** One check on its line: mark, name, word, and what was seen where it does not hold. */
export function VerdictItem({ check }: { readonly check: SheetTask['checks'][number] }) {
  const { bench } = useBench();
  const run = bench.run.value;
  const status = statusOf(run, check.id);
  const verdict = run.verdicts[check.id];
  const word = WORDS[status];
  const isNew = status === 'pass' && run.phase === 'running';
  return (
    <div class={`v is-${status}${isNew ? ' new' : ''}`} role="listitem">
      <Glyph name={status} />
      <div>
        <span class="name">{check.id}</span>{' '}
        {word !== undefined && <span class={`w-${status} small`}>{word}</span>}
        {status === 'pass' && <span class="vh">holds</span>}
        {(status === 'wait' || status === 'run' || status === 'pass') && (
          <p class="say">
            {status === 'run' && <span class="vh">Looking now: </span>}
            {check.must === true && <b>Must hold: </b>}
            {check.claim}
          </p>
        )}
        {verdict && <Detail verdict={verdict} claim={check.claim} />}
      </div>
    </div>
  );
}

function Detail({ verdict, claim }: { readonly verdict: Verdict; readonly claim: string }) {
  const { act } = useBench();
  switch (verdict.status) {
    case 'fail':
      return <Why verdict={verdict} />;
    case 'blocked':
      return (
        <p class="say">
          {claim} Blocked: {verdict.because} It costs you nothing yet.
        </p>
      );
    case 'error':
      return (
        <p class="say">
          The grader broke, not your work: {verdict.message} It costs you nothing.{' '}
          <button class="linklike" type="button" onClick={() => act((open) => open.desk.check())}>
            Check again
          </button>
        </p>
      );
    case 'pass':
      return null;
  }
}

function Why({ verdict }: { readonly verdict: Verdict & { readonly status: 'fail' } }) {
  const { bench, layout } = useBench();
  const { path, line, lesson } = verdict.lookAt ?? {};
  const place = path === undefined ? undefined : { path, ...(line === undefined ? {} : { line }) };
  return (
    <div class="why">
      <p>{verdict.summary}</p>
      <dl>
        <dt>Ran</dt>
        <dd>
          <Quoted text={verdict.ran} />
        </dd>
        <dt>Came back</dt>
        <dd>
          <Quoted text={verdict.cameBack} />
        </dd>
        <dt>Expected</dt>
        <dd>
          <Quoted text={verdict.expected} />
        </dd>
        {(place !== undefined || lesson !== undefined) && (
          <>
            <dt>Look at</dt>
            <dd>
              {place && (
                <button
                  class="linklike"
                  type="button"
                  onClick={() => {
                    layout.pane.value = 'editor';
                    bench.jump.value = place;
                  }}
                >
                  {place.path}
                  {place.line !== undefined && `, line ${place.line}`}
                </button>
              )}
              {place !== undefined && lesson !== undefined && ' and '}
              {lesson !== undefined && <LessonLink lesson={lesson} />}
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}

/** Text of a check; several lines keep their shape. */
function Quoted({ text }: { readonly text: string }) {
  if (text.includes('\n')) return <pre class="quoted">{text}</pre>;
  return (
    <>
      {text
        .split(/(`[^`]+`)/)
        .map((part, index) =>
          /^`.+`$/.test(part) ? <code key={index}>{part.slice(1, -1)}</code> : part,
        )}
    </>
  );
}

function LessonLink({ lesson }: { readonly lesson: string }) {
  const { sheet } = useBench();
  const [id = '', heading] = lesson.split('#');
  const known = sheet.lessons.find((link) => link.id === id);
  if (!known) return <span class="mono">{lesson}</span>;
  return (
    <>
      the lesson <SheetLinkOrText link={known} heading={heading} />
    </>
  );
}
