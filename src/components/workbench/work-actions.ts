import { batch } from '@preact/signals';
import { LabError, type LabContainer } from '#container';
import { treeDigest, updateWork, type KeptCopy, type LabWorkFacts } from '#progress';
import type { Bench } from './bench.ts';
import { NO_RUN } from './check-run.ts';
import { shownName } from './file-rows.ts';
import { loadLabFiles, loadSolution } from './lab-files.ts';
import type { LabSheet } from './lab-sheet.ts';
import { unzipWork, zipWork } from './lab-zip.ts';
import { runSetup } from './run-setup.ts';
import type { StoredWork } from './stored-work.ts';
import type { Workspace } from './workspace.ts';

/** What the actions need of the session. */
export interface ActionContext {
  readonly sheet: LabSheet;
  readonly bench: Bench;
  readonly stored: StoredWork;
  readonly workspace: Workspace;
  readonly container: () => Promise<LabContainer>;
  /** Says that facts or files changed and must be saved. */
  readonly changed: () => void;
  readonly say: (message: string) => void;
}

/** What replaces or compares a learner's files. Nothing here destroys work: a copy is kept before each change. */
export class WorkActions {
  readonly #of: ActionContext;

  constructor(context: ActionContext) {
    this.#of = context;
  }

  /** Puts one file back as the lab laid it. */
  async resetFile(path: string): Promise<void> {
    const { workspace, say } = this.#of;
    const entry = (await this.#labFiles()).tree[path];
    if (entry?.kind !== 'file') {
      say(`“${shownName(path)}” does not come with the lab: there is nothing to go back to.`);
      return;
    }
    await this.#keepCopy(`Before “${shownName(path)}” was reset`);
    await workspace.write(path, entry.bytes);
    say(`“${shownName(path)}” is as the lab laid it. Your version is in the kept copies.`);
  }

  /** Puts the whole lab back to its start. */
  async resetLab(): Promise<void> {
    const { bench, sheet, workspace, container, say } = this.#of;
    const { tree, setup, origin } = await this.#labFiles();
    await this.#keepCopy('Before the reset of the lab');
    await workspace.replace(tree);
    if (setup !== undefined && bench.engine.value.kind === 'ready') {
      await runSetup(await container(), setup);
    }
    const isPrepared = setup === undefined || bench.engine.value.kind === 'ready';
    const startDigest = isPrepared ? treeDigest(await workspace.settle()) : '';
    this.#note({ labVersion: sheet.version, labDigest: sheet.digest, origin, startDigest });
    batch(() => {
      bench.older.value = undefined;
      bench.run.value = NO_RUN;
      bench.marks.value = [];
    });
    say('The lab is as it was at the start. Your work is in the kept copies.');
  }

  /** Puts a kept copy in place of the work. */
  async restore(copy: KeptCopy): Promise<void> {
    const tree = await this.#of.stored.treeOf(copy);
    await this.#keepCopy('Before a copy was restored');
    await this.#of.workspace.replace(tree);
    this.#of.changed();
    this.#of.say('The copy is restored. What was here before is in the kept copies.');
  }

  /** Shows the solution beside the work. From then on attempts say that it was seen. */
  async compareWithSolution(): Promise<void> {
    const { bench, sheet, stored, workspace } = this.#of;
    const solution = await loadSolution(sheet.id, stored.seed);
    const mine = await workspace.settle();
    this.#note({ solutionSeen: true });
    bench.comparison.value = {
      title: 'Your work and one solution',
      theirsName: 'Solution',
      mine,
      theirs: solution.tree,
      ...(solution.answer === undefined ? {} : { answer: solution.answer }),
    };
  }

  /** Shows the files of the lab's newer version beside the work. */
  async compareWithNewVersion(): Promise<void> {
    const { bench, sheet, workspace } = this.#of;
    const { tree } = await this.#labFiles();
    bench.comparison.value = {
      title: `Your work and the files of ${sheet.version}`,
      theirsName: `Lab ${sheet.version}`,
      mine: await workspace.settle(),
      theirs: tree,
    };
  }

  /** Takes the newer version of the lab: files that the learner never changed follow it, the others stay. */
  async update(): Promise<void> {
    const { bench, sheet, stored, workspace, say } = this.#of;
    const next = await this.#labFiles();
    await this.#keepCopy(`Before the update to ${sheet.version}`);
    const update = updateWork(stored.facts.origin, await workspace.settle(), next.tree);
    await workspace.replace(update.tree);
    this.#note({ labVersion: sheet.version, labDigest: sheet.digest, origin: next.origin });
    bench.older.value = undefined;
    const laid = update.laid.length + update.removed.length;
    say(
      `The lab is on ${sheet.version}. Files that follow it: ${laid}. Files kept as you have them: ${update.kept.length}.`,
    );
  }

  /** Stays on the older version; the question does not come again for this one. */
  keepOlder(): void {
    this.#note({ declinedDigest: this.#of.sheet.digest });
    this.#of.bench.older.value = undefined;
  }

  /** All of the work as one file for the learner's own device. */
  async toFile(): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
    const { sheet, stored, workspace } = this.#of;
    const savedAt = new Date().toISOString();
    const { labVersion } = stored.facts;
    const about = { lab: sheet.id, labVersion, seed: stored.seed, savedAt };
    const bytes = zipWork(await workspace.settle(), about);
    return { name: `${sheet.id}-${savedAt.slice(0, 10)}.zip`, bytes };
  }

  /** @throws LabError `WorkFileUnreadable`, `WorkFileTooLarge`, `WorkFileOfOtherLab`, `PathNotAllowed`. */
  async fromFile(bytes: Uint8Array): Promise<void> {
    const { sheet, workspace, changed, say } = this.#of;
    const { tree, about } = unzipWork(bytes);
    if (about && about.lab !== sheet.id) {
      throw new LabError(
        'WorkFileOfOtherLab',
        `This file holds work of the lab “${about.lab}”, and this is “${sheet.id}”.`,
        'Open that lab and load it there. Nothing was changed.',
      );
    }
    await this.#keepCopy('Before a file was loaded');
    await workspace.replace(tree);
    changed();
    say('The file is loaded. What was here before is in the kept copies.');
  }

  #labFiles() {
    return loadLabFiles(this.#of.sheet.id, this.#of.stored.seed);
  }

  #note(facts: Partial<LabWorkFacts>): void {
    this.#of.stored.facts = { ...this.#of.stored.facts, ...facts };
    this.#of.changed();
  }

  async #keepCopy(reason: string): Promise<void> {
    const { bench, stored, workspace } = this.#of;
    await stored.keepCopy(await workspace.settle(), reason);
    bench.copies.value = await stored.copies();
  }
}
