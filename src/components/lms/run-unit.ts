import {
  elsewhereInWords,
  outcomeInWords,
  sessionInWords,
  type Answer,
  type Launch,
  type LmsFault,
  type Report,
  type SessionState,
  type SessionTools,
  type Unit,
} from '#interop';
import { AttemptDesk } from './attempt-desk.ts';
import { barOf } from './bar.ts';
import { followLinks } from './follow-links.ts';
import { openAttempt } from './open-attempt.ts';
import { packedUnit } from './packed-unit.ts';

/** A session with an LMS, of whatever standard. */
export interface LmsSession {
  readonly state: SessionState;
  report(wanted: Report): void;
  retry(): void;
  leave(ended: boolean): void;
  comeBack(): void;
  /** Has the LMS show another unit, where it can; false where it cannot. */
  goTo?(unit: string): boolean;
}

/** What a launched page needs of a standard. */
export interface Standard<Session extends LmsSession> {
  /** Makes the session, or returns nothing where no LMS has launched the page. */
  connect(tools: SessionTools): Session | undefined;
  open(session: Session): Answer<Launch> | Promise<Answer<Launch>>;
  /** The unit as this launch has it: an LMS may ask for another score than the package does. */
  unitOf?(unit: Unit, launch: Launch): Unit;
}

/** An attempt that no LMS knows of: a package that was opened by hand. */
const ALONE: Launch = {
  learner: '',
  mode: 'normal',
  suspendData: '',
  isPassed: false,
  score: undefined,
};

/** Runs the page that an LMS launches: the session with the LMS in the bar, the unit's page below it. */
export function runUnit<Session extends LmsSession>(standard: Standard<Session>): void {
  const { unit: packed, packageId, page, others } = packedUnit();
  const bar = barOf(document);
  let unit = packed;
  let desk: AttemptDesk | undefined;
  const session = standard.connect({
    now: () => new Date(),
    later: (call, afterMs) => {
      const timer = setTimeout(call, afterMs);
      return () => clearTimeout(timer);
    },
    onState: (state) => {
      if (!desk) return;
      bar.show(sessionInWords(unit, desk.outcome, state));
      bar.offerRetry(state.kind === 'failing' ? () => session?.retry() : undefined);
    },
  });
  if (session) void connect(session);
  else {
    bar.show({
      tone: 'warn',
      text: 'No LMS answers here',
      more: 'Results stay in this browser and are sent nowhere. In an LMS: upload the package, and open it from there.',
    });
    void start(ALONE, undefined);
  }

  async function connect(asked: Session): Promise<void> {
    const opened = await standard.open(asked);
    if (opened.fault) {
      refused(asked, opened.fault);
      return;
    }
    bar.offerRetry(undefined);
    bar.offerAlone(undefined);
    unit = standard.unitOf?.(packed, opened.value) ?? packed;
    await start(opened.value, asked);
  }

  function refused(asked: Session, { call, code, words }: LmsFault): void {
    bar.show({
      tone: 'warn',
      text: 'The LMS does not open the unit',
      more: `It answers ${call} with ${code === '' ? 'an error' : `error ${code}`}: ${words.replace(/\.$/, '')}. Nothing is opened yet, so that nothing can be lost.`,
    });
    bar.offerRetry(() => void connect(asked), 'Ask again');
    bar.offerAlone(() => {
      bar.offerRetry(undefined);
      bar.offerAlone(undefined);
      bar.show({ tone: 'warn', text: 'Without the LMS: results stay in this browser' });
      void start(ALONE, undefined);
    });
  }

  async function start(launch: Launch, told: Session | undefined): Promise<void> {
    const attempt = await openAttempt(unit, packageId, launch, () => void desk?.refresh());
    for (const notice of attempt.notices) bar.note(notice);
    const records = told !== undefined && launch.mode === 'normal';
    const opened = new AttemptDesk(unit, attempt, (outcome, suspendData) => {
      if (!told) return;
      if (records) told.report({ outcome, suspendData });
      bar.show(sessionInWords(unit, outcome, told.state));
      if (records && unit.kind !== 'lesson' && told.state.kind !== 'ended') offerEnd();
    });
    desk = opened;
    const close = (): void => {
      told?.leave(true);
      bar.offerEnd(undefined);
      bar.close(
        `This attempt is over: ${outcomeInWords(unit, opened.outcome)}. Your files stay in this browser. You may close this window.`,
      );
      // cmi5, 10.2.6: what the unit has to say is on its way, and outlives the page.
      if (launch.returnUrl !== undefined) location.assign(launch.returnUrl);
    };
    const offerEnd = (): void =>
      bar.offerEnd({
        question: opened.endQuestion,
        call: () => void opened.end().then(close),
      });
    await opened.refresh();
    if (opened.ended) {
      close();
      return;
    }
    const frame = bar.open(page, attempt.recordName);
    followLinks(frame, page, others, ({ name, title }) => {
      if (told?.goTo?.(name)) bar.close(`The LMS goes on to “${title}”.`);
      else bar.elsewhere(elsewhereInWords(title, told !== undefined));
    });

    addEventListener('pagehide', () => told?.leave(opened.ended));
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) told?.comeBack();
    });
    // What the page wrote in its last moment before it was hidden may not have been read yet.
    document.addEventListener('visibilitychange', () => void opened.refresh());
    addEventListener('online', () => told?.retry());
  }
}
