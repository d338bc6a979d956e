import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { createEmbeddedEngine } from '#engines';
import { replay } from '../../../fixtures/replay-session.ts';
import { comparable, readSessions, writeSessions } from '../../../fixtures/session-file.ts';

/** See tests/fixtures/sessions/README.md. */
const FOLDER = 'tests/fixtures/sessions';
const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.txt'))) {
  const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
  const { head, sessions } = readSessions(text);

  test(`${file} is written as it is read`, () => {
    assert.equal(writeSessions({ head, sessions }), text);
  });

  for (const session of sessions) {
    test(`${file}: ${session.title}`, async () => {
      const container = await engine.boot();
      const said = await replay(container, session);
      container.teardown();
      const shown = session.steps.map((step, index) => {
        const { stdout, stderr, exitCode } = said[index] ?? {
          stdout: '',
          stderr: '',
          exitCode: -1,
        };
        const masked = (part: string) => comparable(session.masks, part);
        const { command } = step;
        return [
          { command, stdout: masked(stdout), stderr: masked(stderr), exitCode },
          {
            command,
            stdout: masked(step.stdout),
            stderr: masked(step.stderr),
            exitCode: step.exitCode,
          },
        ] as const;
      });
      assert.deepEqual(
        shown.map(([lab]) => lab),
        shown.map(([, real]) => real),
      );
    });
  }
}
