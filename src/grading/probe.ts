import type { FileTree, HeaderList } from '#container';

/** How a check looks at the learner's work. Everything happens in a fresh copy that is this check's alone. */
export interface Probe {
  /** The seed of this learner's visible data: `<lab>-<learner id>`. */
  readonly seed: string;
  /**
   * The seed of hidden input number `k` (from 1): `<seed>/hidden/<k>`, or with an issuer's secret seed in the place of the
   * learner's, so that nobody could have prepared for it.
   */
  hiddenSeed(k: number): string;
  /**
   * Runs a program in the copy's working directory (or `cwd` under it) and waits for its end.
   *
   * Never throws for what the program does: a time-out is `timedOut`, a missing program is exit code 127.
   */
  run(argv: readonly string[], options?: RunOptions): Promise<Run>;
  /**
   * Starts a program that serves and waits until it listens on a port. It is stopped when the check ends, at the latest.
   *
   * Never throws for what the program does: one that ends, or does not listen in time, is `listening: false`.
   */
  serve(argv: readonly string[], options?: ServeOptions): Promise<ServedProgram>;
  /**
   * Asks a port of the lab, as a program that `serve` started listens on.
   *
   * Never throws for what the server does: no answer, or none in time, is `status: 0` with `failure`.
   */
  ask(port: number, question: Question): Promise<Asked>;
  /** The bytes of a file of the work, or `undefined` when there is none. Symbolic links are followed inside the work only. */
  readFile(path: string): Promise<Uint8Array | undefined>;
  /** As `readFile`, decoded as UTF-8; invalid bytes become U+FFFD. */
  readText(path: string): Promise<string | undefined>;
  /** All of the work, `.git` left out. */
  tree(): Promise<FileTree>;
  /** Lays hidden inputs into the copy, at `path` (relative to the work; it may begin with `../` once, to stand beside it). */
  mount(path: string, tree: FileTree): Promise<void>;
  /**
   * What a look that several checks share saw. It is taken once per grading, in a copy of the work of its own, by the
   * first check that asks; keep it as a constant of `checks.ts`, because a look is known by its identity.
   */
  shared<T>(look: SharedLook<T>): Promise<T>;
  /** The learner's Git repository, read from its objects by the grader itself. */
  readonly git: GitProbe;
}

/** Something that several checks want to know, and that is cheaper to find out once: twelve runs in one interpreter, say. */
export interface SharedLook<T> {
  run(probe: Probe): Promise<T>;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: Uint8Array | string;
  readonly env?: Readonly<Record<string, string>>;
  /** 10,000 unless told. */
  readonly timeoutMs?: number;
}

/** What a program did. `command` is the line that a learner could type to see the same. */
export interface Run {
  readonly command: string;
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  readonly stdoutText: string;
  readonly stderrText: string;
  readonly timedOut: boolean;
  /** What it left outside of the work, as paths from the work (`../notes.txt`); it is taken away again. Missing when nothing. */
  readonly wroteOutside?: readonly string[];
}

export interface ServeOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The port that it must open; any unless told. */
  readonly port?: number;
  /** How long it may take until it listens; 20,000 unless told. */
  readonly timeoutMs?: number;
}

/** A program that was started to serve. `command` is the line that a learner could type. */
export interface ServedProgram {
  readonly command: string;
  readonly listening: boolean;
  /** The port that it opened; 0 when it did not. */
  readonly port: number;
  /** The exit code, or `undefined` while it runs. */
  exitCode(): number | undefined;
  /** What it printed until now, standard output and error merged. */
  printed(): string;
  /** Ends it; resolves when its port is free. */
  stop(): Promise<void>;
}

/** An HTTP request of a check. `json` is sent as `application/json`; give it or `body`, not both. */
export interface Question {
  /** `GET` unless told, `POST` when there is a body. */
  readonly method?: string;
  /** Begins with `/`; with the query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: Uint8Array | string;
  /** 10,000 unless told. */
  readonly timeoutMs?: number;
}

/** What came back. `command` is the `curl` line that a learner could type to see the same. */
export interface Asked {
  readonly command: string;
  /** 0 when there was no whole answer. */
  readonly status: number;
  /** Why there was none, in one sentence. */
  readonly failure: string | undefined;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
  /** The body as UTF-8. */
  readonly text: string;
  /** The body as JSON, or `undefined` when it is none. */
  readonly json: unknown;
}

export interface GitProbe {
  /** True when the work is a repository with at least one commit. */
  hasCommits(): Promise<boolean>;
  /** The commit that a revision (`HEAD`, branch, tag of either kind, id) names, or `undefined`. */
  resolve(revision: string): Promise<string | undefined>;
  /** Paths in a commit's tree, sorted. */
  paths(revision: string): Promise<readonly string[]>;
  /** A file of a commit, or `undefined`. */
  blob(revision: string, path: string): Promise<Uint8Array | undefined>;
  /** Ids of a commit and all before it, newest first. */
  history(revision: string): Promise<readonly string[]>;
  tags(): Promise<readonly string[]>;
}
