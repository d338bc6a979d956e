import {
  findLms,
  outcomeInWords,
  ScormApi,
  ScormSession,
  sessionInWords,
  type Launch,
  type ScormVersion,
} from '#interop';
import { AttemptDesk } from './attempt-desk.ts';
import { barOf } from './bar.ts';
import { openAttempt } from './open-attempt.ts';
import { packedUnit } from './packed-unit.ts';

/** Ids of an attempt that no LMS knows of: a package that was opened by hand. */
const ALONE: Launch = {
  learner: '',
  mode: 'normal',
  suspendData: '',
  isPassed: false,
  score: undefined,
};

/** Runs the page that an LMS launches: the session with the LMS in the bar, the unit's page below it. */
export function runScormPage(version: ScormVersion): void {
  const { unit, packageId, page } = packedUnit();
  const bar = barOf(document);
  const lms = findLms(version, window);
  if (!lms) {
    bar.show({
      tone: 'warn',
      text: 'No LMS answers here',
      more: 'Results stay in this browser and are sent nowhere. In an LMS: upload the package, and open it from there.',
    });
    void start(ALONE, undefined);
    return;
  }

  let desk: AttemptDesk | undefined;
  const session = new ScormSession(new ScormApi(version, lms), {
    now: () => new Date(),
    later: (call, afterMs) => {
      const timer = setTimeout(call, afterMs);
      return () => clearTimeout(timer);
    },
    onState: (state) => {
      if (!desk) return;
      bar.show(sessionInWords(unit, desk.outcome, state));
      bar.offerRetry(state.kind === 'failing' ? () => session.retry() : undefined);
    },
  });

  const connect = (): void => {
    const opened = session.open();
    if (opened.fault) {
      const { call, code, words } = opened.fault;
      bar.show({
        tone: 'warn',
        text: 'The LMS does not open the unit',
        more: `It answers ${call} with ${code === '' ? 'an error' : `error ${code}`}: ${words.replace(/\.$/, '')}. Nothing is opened yet, so that nothing can be lost.`,
      });
      bar.offerRetry(connect, 'Ask again');
      bar.offerAlone(() => {
        bar.offerRetry(undefined);
        bar.offerAlone(undefined);
        bar.show({ tone: 'warn', text: 'Without the LMS: results stay in this browser' });
        void start(ALONE, undefined);
      });
      return;
    }
    bar.offerRetry(undefined);
    bar.offerAlone(undefined);
    void start(opened.value, session);
  };
  connect();

  async function start(launch: Launch, told: ScormSession | undefined): Promise<void> {
    const attempt = await openAttempt(unit, packageId, launch, () => void desk?.refresh());
    for (const notice of attempt.notices) bar.note(notice);
    const records = told !== undefined && launch.mode === 'normal';
    desk = new AttemptDesk(unit, attempt, (outcome, suspendData) => {
      if (!told) return;
      if (records) told.report({ outcome, suspendData });
      bar.show(sessionInWords(unit, outcome, told.state));
      if (records && unit.kind !== 'lesson' && told.state.kind !== 'ended') offerEnd();
    });
    const opened = desk;
    const offerEnd = (): void =>
      bar.offerEnd({
        question: opened.endQuestion,
        call: () =>
          void opened.end().then(() => {
            told?.leave(true);
            bar.offerEnd(undefined);
            bar.close(
              `This attempt is over: ${outcomeInWords(unit, opened.outcome)}. Your files stay in this browser. You may close this window.`,
            );
          }),
      });
    await desk.refresh();
    bar.open(page, attempt.recordName);

    addEventListener('pagehide', () => told?.leave(opened.ended));
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) told?.comeBack();
    });
    // What the page wrote in its last moment before it was hidden may not have been read yet.
    document.addEventListener('visibilitychange', () => void opened.refresh());
    addEventListener('online', () => told?.retry());
  }
}
