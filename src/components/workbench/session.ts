import { batch } from '@preact/signals';
import type { FileTree, LabContainer } from '#container';
import { askToPersist, treeDigest } from '#progress';
import { firstTouch } from '../site/first-touch.ts';
import { ActiveTime } from './active-time.ts';
import type { Bench } from './bench.ts';
import { CheckDesk } from './check-desk.ts';
import { pointsByTask, type CheckRun } from './check-run.ts';
import { asLabError, canPythonWait } from './engine-link.ts';
import { LabExam } from './exam/lab-exam.ts';
import { foldersAbove } from './file-rows.ts';
import { attemptOf } from './grade-work.ts';
import { LabEngine } from './lab-engine.ts';
import { loadLabFiles, type LabFiles } from './lab-files.ts';
import type { HandInSource } from './hand-in/hand-in.ts';
import { LabLock } from './lab-lock.ts';
import type { LabSheet } from './lab-sheet.ts';
import { Saver } from './saver.ts';
import { StoredWork } from './stored-work.ts';
import { WorkActions } from './work-actions.ts';
import { Workspace } from './workspace.ts';

/**
 * One lab, open on one page: the learner's files, where they are saved, the engine that runs them, and what was checked.
 * It writes the signals of the bench and holds no markup.
 */
export class LabSession {
  readonly workspace: Workspace;
  readonly actions: WorkActions;
  readonly #sheet: LabSheet;
  readonly #bench: Bench;
  readonly #stored: StoredWork;
  readonly #lock: LabLock;
  readonly #saver: Saver;
  readonly #active = new ActiveTime(document);
  /** Where the work is graded. */
  readonly desk: CheckDesk;
  readonly exam: LabExam | undefined;
  readonly #engine: LabEngine;
  /** What the lab lays, from the moment it is asked for until the lab is prepared. */
  #laid: Promise<LabFiles> | undefined;
  #cursors: Record<string, number> = {};
  #isRestored = false;

  private constructor(sheet: LabSheet, bench: Bench, stored: StoredWork) {
    this.#sheet = sheet;
    this.#bench = bench;
    this.#stored = stored;
    this.workspace = new Workspace(
      {},
      {
        onChange: () => this.#workChanged(),
        onRefused: (message) => this.say(`The lab refused it: ${message}`),
      },
    );
    this.#lock = new LabLock(
      stored.key,
      {
        onAsked: () => this.#saver.flush(),
        onLost: () => this.#becomeReadOnly(undefined),
        onFree: () => void this.#becomeOwner(),
        onHeld: (since) => this.#becomeReadOnly(since),
      },
      stored.whyMemory ? undefined : (navigator as Partial<Navigator>).locks,
    );
    this.#saver = new Saver({
      write: (now) => this.#write(now),
      onState: (state) => {
        const { whyMemory } = stored;
        if (bench.isReadOnly.value) return;
        const isInMemory = state.kind === 'saved' && whyMemory !== undefined;
        bench.save.value = isInMemory ? { kind: 'memory', why: whyMemory } : state;
      },
    });
    this.#engine = new LabEngine({
      sheet,
      bench,
      workspace: this.workspace,
      assigned: stored.asked.assigned?.engine,
      touched: () => (stored.sitting ? Promise.resolve() : firstTouch()),
      needsSetup: () => stored.facts.startDigest === '',
      labFiles: () => this.#labFiles(),
      origin: () => stored.facts.origin,
      onPrepared: (tree, { origin }) => {
        this.#laid = undefined;
        const { version: labVersion, digest: labDigest } = sheet;
        const startDigest = treeDigest(tree);
        stored.facts = { ...stored.facts, labVersion, labDigest, origin, startDigest };
        bench.older.value = undefined;
        this.#saver.changed();
      },
      say: (message) => this.say(message),
    });
    this.desk = new CheckDesk({
      sheet,
      bench,
      seed: () => stored.seed,
      engine: () => this.#engine.engine,
      work: () => this.workspace.settle(),
      say: (message) => this.say(message),
      onDone: (run, startedAt, work) => this.#recordAttempt(run, startedAt, work),
    });
    this.exam = LabExam.of(stored, { sheet, bench, onEnd: () => this.#endExam() });
    bench.assigned.value = stored.asked.assigned;
    if (stored.asked.fault !== undefined) this.say(stored.asked.fault);
    this.actions = new WorkActions({
      sheet,
      bench,
      stored,
      workspace: this.workspace,
      container: () => this.container,
      changed: () => this.#saver.changed(),
      say: (message) => this.say(message),
    });
  }

  /** Opens the learner's work, or begins it; then starts the engine. The bench says how far it is. */
  static async open(sheet: LabSheet, bench: Bench): Promise<LabSession> {
    const session = new LabSession(sheet, bench, await StoredWork.open(sheet));
    // What was handed over at the end of an exam is only read: it needs no lock and no engine.
    const hasEnded = session.#stored.sitting?.end !== undefined;
    const isOwner = !hasEnded && (await session.#lock.acquire());
    if (isOwner) void session.#engine.begin();
    else if (hasEnded) bench.isReadOnly.value = true;
    else session.#becomeReadOnly(undefined);
    await session.#loadWork();
    if (isOwner) void session.#startEngine();
    session.#stored.record.onChange((event) => {
      if (event === 'deleted') session.#stored.forget();
    });
    return session;
  }

  /** What stands in the terminal before the first prompt. */
  get greeting(): string {
    const lines = this.#isRestored ? ['Your files are as you left them.'] : [];
    if (this.#sheet.needs.includes('python') && !canPythonWait()) {
      lines.push('This browser cannot let Python wait: input() reads what is piped to it.');
    }
    return lines.join('\r\n');
  }

  /** Ends what runs for this page, after saving. */
  close(): void {
    this.leave();
    this.exam?.stop();
    this.#lock.close();
    this.#active.close();
    this.#engine.close();
  }

  /** Says something to the learner, in the message line and to screen readers. */
  say(message: string): void {
    this.#bench.message.value = message;
  }

  // Work: read, shown, saved

  async #loadWork(): Promise<void> {
    const bench = this.#bench;
    try {
      const saved = await this.#stored.read();
      const tree = saved ?? (await this.#begin());
      this.#isRestored = saved !== undefined;
      await this.workspace.replace(tree);
      this.#showView(tree, saved === undefined);
      const { savedAt, facts } = this.#stored;
      const copies = await this.#stored.copies();
      const last = await this.#stored.lastAttempt();
      this.#active.ms ||= facts.activeMs ?? 0;
      batch(() => {
        bench.hintsOpened.value = facts.hintsOpened;
        bench.isSolutionUnlocked.value = facts.solutionUnlocked;
        bench.copies.value = copies;
        bench.last.value = last;
        bench.older.value = this.#isOlder()
          ? { savedVersion: facts.labVersion, labVersion: this.#sheet.version }
          : undefined;
        bench.phase.value = 'open';
        const isMine = !bench.isReadOnly.value || bench.exam.peek()?.end !== undefined;
        if (savedAt && isMine) bench.save.value = { kind: 'saved', at: savedAt };
        if (bench.engineName.value === '') bench.engineName.value = last?.engine ?? '';
      });
      if (bench.isReadOnly.value) return;
      await this.#stored.tidy();
      // Also where something was saved: typed text of a page that went away may have been laid over it.
      this.#saver.changed();
    } catch (error) {
      bench.failure.value = asLabError(error, 'LabCannotOpen', 'Reload the page to try again.');
      bench.phase.value = 'failed';
    }
  }

  /** Files for a learner who has not opened this lab before. */
  async #begin(): Promise<FileTree> {
    const { tree, origin } = await this.#labFiles();
    this.#stored.facts = { ...this.#stored.facts, origin };
    return tree;
  }

  #labFiles(): Promise<LabFiles> {
    this.#laid ??= loadLabFiles(this.#sheet.id, this.#stored.seed).catch((error: unknown) => {
      this.#laid = undefined;
      throw error;
    });
    return this.#laid;
  }

  #showView(tree: FileTree, isNew: boolean): void {
    const { view } = this.#stored.facts;
    const tabs = (isNew ? this.#sheet.open : view.tabs).filter(
      (path) => tree[path]?.kind === 'file',
    );
    const { active } = view;
    this.#cursors = { ...view.cursors };
    batch(() => {
      this.#bench.tabs.value = tabs;
      this.#bench.active.value = active !== undefined && tabs.includes(active) ? active : tabs[0];
      this.#bench.openFolders.value = new Set([...view.openFolders, ...tabs.flatMap(foldersAbove)]);
    });
  }

  #isOlder(): boolean {
    const { labVersion, labDigest, declinedDigest } = this.#stored.facts;
    const isSame = labVersion === this.#sheet.version && labDigest === this.#sheet.digest;
    return !isSame && declinedDigest !== this.#sheet.digest;
  }

  #workChanged(): void {
    const bench = this.#bench;
    bench.shape.value = this.workspace.shape.value;
    if (bench.phase.value !== 'open') return;
    const { tree } = this.workspace;
    const tabs = bench.tabs.value.filter((path) => tree[path] !== undefined);
    if (tabs.length < bench.tabs.value.length) {
      batch(() => {
        bench.tabs.value = tabs;
        if (!tabs.includes(bench.active.value ?? '')) bench.active.value = tabs[0];
      });
    }
    if (!bench.isReadOnly.value) this.#saver.changed();
  }

  async #write(now: Date): Promise<void> {
    const { tabs, active, openFolders, hintsOpened } = this.#bench;
    this.#stored.facts = {
      ...this.#stored.facts,
      hintsOpened: hintsOpened.value,
      activeMs: Math.round(this.#active.ms),
      view: {
        tabs: tabs.value,
        cursors: this.#cursors,
        openFolders: [...openFolders.value],
        ...(active.value === undefined ? {} : { active: active.value }),
      },
    };
    const { tree } = this.workspace;
    await this.#stored.save(tree, now);
    this.workspace.typedIsSaved(tree);
    void askToPersist();
  }

  /** Something of the view changed (tabs, cursor, folders, hints): it is saved with the files. */
  viewChanged(): void {
    if (this.#bench.phase.value === 'open' && !this.#bench.isReadOnly.value) this.#saver.changed();
  }

  cursorOf(path: string): number {
    return this.#cursors[path] ?? 0;
  }

  setCursor(path: string, place: number): void {
    if (this.#cursors[path] === place) return;
    this.#cursors[path] = place;
    this.viewChanged();
  }

  /** The page goes away or is hidden: what is not saved yet is written in the way that still works then. */
  leave(): void {
    if (this.#bench.isReadOnly.value || !this.#saver.isDirty) return;
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const typed = [...this.workspace.unsavedTyping];
    if (typed.length > 0) {
      const texts = Object.fromEntries(typed.map(([path, bytes]) => [path, decoder.decode(bytes)]));
      const cursors = Object.fromEntries(typed.map(([path]) => [path, this.cursorOf(path)]));
      this.#stored.noteTyping({ texts, cursors });
    }
    void this.#saver.flush();
  }

  /** Opens the next hint of a task. It is recorded with the next Check. */
  openHint(task: string): void {
    const opened = this.#bench.hintsOpened.value;
    this.#bench.hintsOpened.value = { ...opened, [task]: (opened[task] ?? 0) + 1 };
    this.viewChanged();
  }

  // Engine

  /** The container of the learner's own shell; stays pending where the engine cannot start. */
  get container(): Promise<LabContainer> {
    return this.#engine.container;
  }

  /** Runs the lab on another engine from now on. The files stay; what runs ends. */
  async switchEngine(name: string): Promise<void> {
    const bench = this.#bench;
    if (this.desk.isBusy || bench.isReadOnly.value || name === bench.engineName.value) return;
    await this.#engine.switchTo(name);
  }

  /** The time of an exam runs from now on too. */
  async #startEngine(): Promise<void> {
    this.exam?.start();
    await this.#engine.start();
  }

  /** The learner's files as they stand now, and whose they are. */
  async handInSource(): Promise<Omit<HandInSource, 'sheet' | 'engineName'>> {
    const { record, seed, asked, sitting } = this.#stored;
    const work = await this.workspace.settle();
    return {
      record,
      seed,
      work,
      ...(asked.assigned ? { assigned: asked.assigned } : {}),
      ...(sitting ? { sitting } : {}),
    };
  }

  // Tabs of the browser

  #becomeReadOnly(since: string | undefined): void {
    this.desk.stop();
    this.exam?.stop();
    this.#engine.rest();
    batch(() => {
      this.#bench.isReadOnly.value = true;
      this.#bench.save.value = { kind: 'elsewhere', since };
    });
  }

  /** The lab became this tab's: what the other tab saved last is taken over. */
  async #becomeOwner(): Promise<void> {
    this.#bench.isReadOnly.value = false;
    await this.#loadWork();
    await this.#startEngine();
    this.say('This tab has the lab now.');
  }

  /** Takes the lab from the tab that has it, which saves first. */
  async takeOver(): Promise<void> {
    await this.#lock.takeOver();
    await this.#becomeOwner();
  }

  /** The exam has ended: the work is saved as it is, and closed; what still runs in the lab changes nothing of it any more. */
  async #endExam(): Promise<void> {
    this.desk.stop();
    await this.workspace.settle().then(() => this.#saver.flush());
    this.#bench.isReadOnly.value = true;
    this.#engine.end();
  }

  // Check

  async #recordAttempt(run: CheckRun, startedAt: Date, work: FileTree): Promise<void> {
    const { facts } = this.#stored;
    const isWithoutSolution = this.exam ?? this.#stored.asked.assigned?.hintsAllowed === false;
    if (!isWithoutSolution && !facts.solutionUnlocked && treeDigest(work) !== facts.startDigest) {
      this.#stored.facts = { ...facts, solutionUnlocked: true };
      this.#bench.isSolutionUnlocked.value = true;
      this.#saver.changed();
    }
    const { engine } = this.#sheet.identity;
    const engineName = this.#engine.engine?.name;
    const points = Object.values(pointsByTask(this.#sheet.tasks, run));
    const attempt = attemptOf(this.#sheet, run, {
      seed: this.#stored.seed,
      labVersion: this.#sheet.version,
      labSha256: this.#sheet.identity.labSha256,
      graderSha256: this.#sheet.identity.grader.sha256,
      engine: engineName ?? '',
      ...(engineName === engine.name ? { engineSha256: engine.sha256 } : {}),
      startedAt: startedAt.toISOString(),
      // Not below zero when the clock was set back meanwhile.
      durationMs: Math.max(0, Date.now() - startedAt.getTime()),
      points: points.reduce((sum, earned) => sum + earned, 0),
      activeMs: Math.round(this.#active.ms),
      hintsUsed: this.#bench.hintsOpened.value,
      solutionSeen: facts.solutionSeen,
      ...(this.#stored.sitting ? { sitting: this.#stored.sitting.id } : {}),
      ...(this.#stored.asked.assigned ? { assigned: this.#stored.asked.assigned.id } : {}),
    });
    this.#bench.last.value = attempt;
    await this.#stored.addAttempt(attempt).catch((error: unknown) => {
      this.say(`The attempt was not recorded: ${asLabError(error, 'StorageLost', '').message}`);
    });
  }
}
