import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import {
  comparable,
  readSessions,
  type Said,
  type Session,
} from '../../../fixtures/session-file.ts';

const FOLDER = 'tests/fixtures/sessions';

export interface RecordedFile {
  /** `tar.txt` */
  readonly name: string;
  readonly text: string;
  readonly sessions: readonly Session[];
}

/** All that was recorded: see tests/fixtures/sessions/README.md. */
export const recordedFiles = (): readonly RecordedFile[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => {
      const text = readFileSync(`${FOLDER}/${name}`, 'utf8');
      return { name, text, sessions: readSessions(text).sessions };
    });

/** Holds what the lab said to what the real tool did. */
export function assertSame(session: Session, said: readonly Said[]): void {
  const shown = (of: (index: number) => Said | undefined) =>
    session.steps.map(({ command }, index) => {
      const { stdout = '', stderr = '', exitCode = -1 } = of(index) ?? {};
      const masked = (part: string) => comparable(session.masks, part);
      return { command, stdout: masked(stdout), stderr: masked(stderr), exitCode };
    });
  assert.deepEqual(
    shown((index) => said[index]),
    shown((index) => session.steps[index]),
  );
}
