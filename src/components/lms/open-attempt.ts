import { readResumeState, type Launch, type ResumeState, type Unit, unitName } from '#interop';
import {
  attemptRecordName,
  createMemoryStore,
  digestOf,
  LearnerRecord,
  openIndexedDbStore,
  SHARED_STORE,
  type RecordStore,
} from '#progress';
import { LabError } from '#container';
import { adoptState } from './attempt-record.ts';

/** A setting of the attempt's record: true once the learner has ended the attempt, whatever the LMS has taken. */
export const ENDED = 'attempt-ended';

/** An attempt at a unit: its record, and what the learner must know of how it began. */
export interface OpenAttempt {
  readonly state: ResumeState;
  readonly record: LearnerRecord;
  /** Name of the record: the frame that shows the unit's page is called so. */
  readonly recordName: string;
  readonly notices: readonly string[];
}

/**
 * Goes on with the attempt that the LMS knows of, or begins one.
 *
 * @param packageId tells the package from others of the same LMS
 * @param onWrite called after each change that the unit's page writes, where the record is in memory
 */
export async function openAttempt(
  unit: Unit,
  packageId: string,
  launch: Pick<Launch, 'learner' | 'suspendData' | 'isPassed' | 'score'>,
  onWrite: () => void,
): Promise<OpenAttempt> {
  const notices: string[] = [];
  const known = readKept(launch.suspendData, unit, notices);
  const goesOn = known !== undefined && known.ended !== true;
  const state: ResumeState = goesOn
    ? known
    : {
        attempt: randomName(),
        learner: randomName(),
        unit: unitName(unit),
        version: unit.version,
        savedAt: new Date().toISOString(),
        receipt: known?.receipt ?? floorOf(launch),
      };
  const told = [packageId, unitName(unit), launch.learner, state.attempt].join('\n');
  const recordName = attemptRecordName(digestOf(new TextEncoder().encode(told)));
  const record = await openRecordOf(recordName, notices, onWrite);
  const isElsewhere = await adoptState(record, state);
  // Ended here, and the LMS has not heard of it: it is told at this launch.
  const isEnded = goesOn && (await record.setting(ENDED)) === true;
  if (goesOn && isElsewhere && unit.kind === 'lab') {
    notices.push(
      'You began this attempt in another browser, and your files are there. The result that the LMS has stands. To go on here, save your files there to a file and open it here: Work, then From file.',
    );
  }
  if (goesOn && known.version !== unit.version) {
    notices.push(
      `This attempt began with version ${known.version} of the lab; the LMS has version ${unit.version} now.`,
    );
  }
  return { state: isEnded ? { ...state, ended: true } : state, record, recordName, notices };
}

function readKept(text: string, unit: Unit, notices: string[]): ResumeState | undefined {
  try {
    return readResumeState(text, unitName(unit));
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    notices.push(`${error.message} ${error.hint}`);
    return undefined;
  }
}

/** Where the LMS keeps no state that could be read, its own score still counts. */
function floorOf({ isPassed, score }: Pick<Launch, 'isPassed' | 'score'>): ResumeState['receipt'] {
  if (score === undefined) return { standing: isPassed ? 'passed' : 'begun' };
  return { standing: isPassed ? 'passed' : 'partial', score: { points: score, max: 100 } };
}

async function openRecordOf(
  name: string,
  notices: string[],
  onWrite: () => void,
): Promise<LearnerRecord> {
  try {
    return new LearnerRecord(await openIndexedDbStore(name));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    notices.push(
      `${why} Your work lasts until you close this window: save it to a file before you do. The LMS still gets your result.`,
    );
    const store = told(createMemoryStore(), onWrite);
    Object.assign(window, { [SHARED_STORE]: store });
    return new LearnerRecord(store, error instanceof LabError ? error : undefined);
  }
}

function told(store: RecordStore, onWrite: () => void): RecordStore {
  return {
    ...store,
    write: async (changes) => {
      await store.write(changes);
      onWrite();
    },
    update: async (shelves, change) => {
      await store.update(shelves, change);
      onWrite();
    },
  };
}

/** 80 random bits. */
function randomName(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => alphabet[byte & 31] ?? '0')
    .join('');
}
