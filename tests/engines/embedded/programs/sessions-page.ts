import { createEmbeddedEngine } from '#engines';
import { replay } from '../../../fixtures/replay-session.ts';
import type { Said, Session } from '../../../fixtures/session-file.ts';

/** The script of a page that has nothing but the engine; the test in Node calls what it leaves on `window`. */

const engine = createEmbeddedEngine();

const page = {
  async replay(session: Session): Promise<readonly Said[]> {
    const container = await engine.boot();
    try {
      return await replay(container, session);
    } finally {
      container.teardown();
    }
  },
};

export type SessionsPage = typeof page;
Object.assign(window, { page });
