import type { FileSystemTree } from '#container';
import { createEmbeddedEngine } from '#engines';
import { runInLab, type Outcome } from './lab-run.ts';

/** The script of a page that runs Node programs in fresh containers; the test in Node calls it. */

const engine = createEmbeddedEngine();

const page = {
  async run(program: string, tree: FileSystemTree): Promise<Outcome> {
    const container = await engine.boot();
    try {
      await container.mount(tree);
      return await runInLab(container, program, new Set(Object.keys(tree)));
    } finally {
      container.teardown();
    }
  },
};

export type ProgramsPage = typeof page;
Object.assign(window, { page });
