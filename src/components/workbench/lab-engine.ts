import { batch } from '@preact/signals';
import {
  fromFileSystemTree,
  LabError,
  toFileSystemTree,
  type EditRequest,
  type Engine,
  type FileTree,
  type LabContainer,
} from '#container';
import { updateWork } from '#progress';
import type { Bench } from './bench.ts';
import { EngineAhead } from './engine-ahead.ts';
import { asLabError, startEngine } from './engine-link.ts';
import { keepChoice, keptChoice } from './kept-choice.ts';
import type { LabFiles } from './lab-files.ts';
import type { LabSheet } from './lab-sheet.ts';
import { withProgress } from './load-words.ts';
import { pending } from './pending-container.ts';
import { runSetup } from './run-setup.ts';
import type { Workspace } from './workspace.ts';

export interface LabEngineOptions {
  readonly sheet: LabSheet;
  readonly bench: Bench;
  readonly workspace: Workspace;
  /** The engine that an assignment asks for, by name. */
  readonly assigned: string | undefined;
  /** Resolves when the engine may take the page's thread. */
  readonly touched: () => Promise<void>;
  /** Whether the lab's `setup.sh` has not run for these files yet. */
  readonly needsSetup: () => boolean;
  /** The files that the lab lays for this learner. @throws LabError `LabFileUnreadable`. */
  readonly labFiles: () => Promise<LabFiles>;
  /** Digest by path of what the lab laid when the learner began. */
  readonly origin: () => Readonly<Record<string, string>>;
  /** Told once `setup.sh` has run, with the files that it made of those, before any change of the learner's. */
  readonly onPrepared: (tree: FileTree, laid: LabFiles) => void;
  readonly say: (message: string) => void;
}

/**
 * What runs one open lab: an engine, loaded ahead, and the container in it that holds the learner's files. One that ends
 * gets a successor. The bench says how far it is.
 */
export class LabEngine {
  readonly #options: LabEngineOptions;
  readonly #ahead: EngineAhead;
  #container = pending();
  #engine: Engine | undefined;
  #shown: Promise<void> = Promise.resolve();
  /** Which of the starts that wait for a touch is meant. */
  #turn = 0;

  constructor(options: LabEngineOptions) {
    const { sheet, bench, assigned } = options;
    this.#options = options;
    this.#ahead = new EngineAhead(() =>
      startEngine(sheet, assigned ?? keptChoice('engine'), (progress) => {
        bench.parts.value = withProgress(bench.parts.value, progress);
      }),
    );
  }

  /** `undefined` while there is none that is ready. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  /** The container of the learner's own shell; stays pending where the engine cannot start. */
  get container(): Promise<LabContainer> {
    return this.#container.promise;
  }

  /** Loads an engine once the page is touched, while the files are read. */
  async begin(): Promise<void> {
    const { bench } = this.#options;
    if (!(await this.#isMyTurn())) return;
    if (bench.engine.value.kind === 'resting') bench.engine.value = { kind: 'waiting' };
    this.#ahead.begin();
  }

  /**
   * Starts the engine over the files that are open, once the page is touched and unless one runs. What fails stands on the
   * bench.
   */
  async start(): Promise<void> {
    const { bench } = this.#options;
    if (!(await this.#isMyTurn())) return;
    if (bench.phase.value !== 'open' || this.#engine || bench.engine.value.kind === 'loading') {
      return;
    }
    bench.engine.value = { kind: 'loading' };
    let started: Engine | undefined;
    try {
      const { engine, choices } = await this.#ahead.take();
      started = this.#engine = engine;
      batch(() => {
        bench.engineName.value = engine.name;
        bench.engineChoices.value = choices;
      });
      await this.#boot(engine);
    } catch (error) {
      // One that was ended on its way has a successor, whose state stands on the bench.
      if (this.#engine === started) this.#failed(error);
    }
  }

  /** Runs the lab on another engine from now on. The files stay; what runs ends. */
  async switchTo(name: string): Promise<void> {
    await this.#options.workspace.settle();
    this.end();
    this.#options.bench.parts.value = [];
    keepChoice('engine', name);
    await this.start();
  }

  /** What waits for a touch does not begin at it any more. */
  rest(): void {
    this.#turn += 1;
  }

  /** Ends what runs; the files stay as they were saved last. */
  end(): void {
    const { bench, workspace } = this.#options;
    this.rest();
    workspace.detach();
    // The terminal closes before its shell is gone.
    bench.engine.value = { kind: 'waiting' };
    this.#container = pending();
    this.#engine?.dispose();
    this.#engine = undefined;
  }

  /** The page goes away: an engine that is still loading ends too. */
  close(): void {
    this.rest();
    this.#ahead.end();
    this.#engine?.dispose();
  }

  /** Waits for the touch; false where there is to be no engine any more at it. */
  async #isMyTurn(): Promise<boolean> {
    const turn = this.#turn;
    await this.#options.touched();
    return turn === this.#turn;
  }

  /** Lays the files into a new container of the engine, and opens the shell. */
  async #boot(engine: Engine): Promise<void> {
    const { bench, sheet, workspace, needsSetup } = this.#options;
    const container = await engine.boot();
    container.on('error', () => void this.#bootAgainIfOver(engine, container));
    if (needsSetup()) await this.#prepare(container);
    else await workspace.attach(container);
    container.onEdit?.((request) => {
      // In the order in which they were asked for: the last one is the one that is seen.
      this.#shown = this.#shown.then(() => this.#showInEditor(request));
    });
    bench.engine.value = { kind: 'ready' };
    this.#container.resolve(container);
    await engine.warm(sheet.needs).catch((error: unknown) => {
      // The container hears of that too, and gets a successor.
      if (!(error instanceof LabError) || error.name !== 'SandboxEnded') throw error;
    });
  }

  /** A container that has ended by itself (a browser ends what takes all its memory) gets a successor with the same files. */
  async #bootAgainIfOver(engine: Engine, container: LabContainer): Promise<void> {
    const { bench, workspace, say } = this.#options;
    const reason: unknown = await container.fs.readdir('.').then(
      () => undefined,
      (error: unknown) => error,
    );
    if (reason === undefined || this.#engine !== engine) return;
    workspace.detach();
    bench.engine.value = { kind: 'waiting' };
    this.#container = pending();
    say(
      `${asLabError(reason, 'ContainerStopped', '').message} Your files are here, and a new shell begins.`,
    );
    await this.#boot(engine).catch((error: unknown) => this.#failed(error));
  }

  #failed(error: unknown): void {
    const { bench } = this.#options;
    // The end of an exam takes the engine away, also while it is still starting.
    if (bench.hasExamEnded.peek()) return;
    const why = asLabError(error, 'EngineCannotStart', 'Reload the page to try again.');
    bench.engine.value = { kind: 'failed', why };
  }

  /** A program of the lab wants a file to be seen (`edit FILE`), which it may have made just now. */
  async #showInEditor({ path, line }: EditRequest): Promise<void> {
    const { bench, workspace } = this.#options;
    await workspace.settle();
    bench.jump.value = { path, ...(line === undefined ? {} : { line }) };
  }

  /**
   * Runs the lab's `setup.sh` over the files as the lab lays them, and lays what the learner has changed meanwhile, or on
   * an earlier visit, over what it made. Until it has ended the page's files are the truth: none of its half-made ones is
   * saved, and nothing that is typed gets into what it commits.
   */
  async #prepare(container: LabContainer): Promise<void> {
    const { bench, workspace, labFiles, origin, onPrepared } = this.#options;
    bench.engine.value = { kind: 'preparing' };
    const laid = await labFiles();
    if (hasRepository(workspace.tree) && !hasRepository(laid.tree)) {
      // A copy or a file with a repository was put in place before: it is the learner's, and as far as they had come.
      await workspace.attach(container);
      onPrepared(workspace.tree, laid);
      return;
    }
    await container.mount(toFileSystemTree(laid.tree));
    if (laid.setup !== undefined) await runSetup(container, laid.setup);
    const made = fromFileSystemTree(await container.export('.', { format: 'json' }));
    const work = workspace.tree;
    workspace.prepared(work === laid.tree ? made : updateWork(origin(), work, made).tree);
    await workspace.attach(container, made);
    onPrepared(made, laid);
  }
}

const hasRepository = (tree: FileTree): boolean =>
  Object.keys(tree).some((path) => path.startsWith('.git/'));
