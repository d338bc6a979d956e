import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createEmbeddedEngine } from '#engines';
import { replay } from '../../../fixtures/replay-session.ts';
import { readSessions, writeSessions } from '../../../fixtures/session-file.ts';
import { assertSame, recordedFiles } from './recorded-sessions.ts';

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

for (const { name, text, sessions } of recordedFiles()) {
  test(`${name} is written as it is read`, () => {
    assert.equal(writeSessions(readSessions(text)), text);
  });

  for (const session of sessions) {
    test(`${name}: ${session.title}`, async () => {
      const container = await engine.boot();
      try {
        assertSame(session, await replay(container, session));
      } finally {
        container.teardown();
      }
    });
  }
}
