/** The two versions that a package may be of. */
export type ScormVersion = '1.2' | '2004';

/** An error as the LMS tells it. */
export interface LmsFault {
  /** Which call was answered so: `SetValue cmi.score.raw`. */
  readonly call: string;
  /** The LMS's number, or `''` when the call itself broke. */
  readonly code: string;
  /** The LMS's words. */
  readonly words: string;
}

/** What came of a call. */
export type Answer<Value> =
  | { readonly value: Value; readonly fault?: undefined }
  | { readonly fault: LmsFault; readonly value?: undefined };

/** The object that an LMS offers to the page that it launches, under its standard's names. */
export type LmsObject = Readonly<Record<string, unknown>>;

interface Names {
  readonly initialize: string;
  readonly finish: string;
  readonly get: string;
  readonly set: string;
  readonly commit: string;
  readonly error: string;
  readonly words: string;
  readonly more: string;
}

const NAMES: Readonly<Record<ScormVersion, Names>> = {
  '1.2': {
    initialize: 'LMSInitialize',
    finish: 'LMSFinish',
    get: 'LMSGetValue',
    set: 'LMSSetValue',
    commit: 'LMSCommit',
    error: 'LMSGetLastError',
    words: 'LMSGetErrorString',
    more: 'LMSGetDiagnostic',
  },
  '2004': {
    initialize: 'Initialize',
    finish: 'Terminate',
    get: 'GetValue',
    set: 'SetValue',
    commit: 'Commit',
    error: 'GetLastError',
    words: 'GetErrorString',
    more: 'GetDiagnostic',
  },
};

/** Under which name a window holds the object. */
const OBJECT = { '1.2': 'API', '2004': 'API_1484_11' } as const;
/** How many windows above are asked, as the standard has it. */
const MOST_PARENTS = 500;

/** A window as far as it is looked through. */
export interface LookedThrough {
  readonly parent: LookedThrough | null;
  readonly opener?: LookedThrough | null;
}

/** Looks for the LMS: up the chain of parents, then from the window that opened the outermost one. */
export function findLms(version: ScormVersion, from: LookedThrough): LmsObject | undefined {
  return inParents(version, from.parent, from) ?? openedBy(version, from);
}

function openedBy(version: ScormVersion, from: LookedThrough): LmsObject | undefined {
  const opener = safely(() => outermost(from).opener ?? undefined);
  return opener ? inParents(version, opener, undefined) : undefined;
}

function inParents(
  version: ScormVersion,
  start: LookedThrough | null,
  below: LookedThrough | undefined,
): LmsObject | undefined {
  let window = start;
  let last = below;
  for (let count = 0; window && window !== last && count < MOST_PARENTS; count += 1) {
    const at = window;
    const found = safely(() => (at as unknown as Record<string, unknown>)[OBJECT[version]]);
    if (typeof found === 'object' && found !== null) return found as LmsObject;
    last = window;
    window = safely(() => at.parent) ?? null;
  }
  return undefined;
}

function outermost(from: LookedThrough): LookedThrough {
  let window = from;
  for (let count = 0; count < MOST_PARENTS; count += 1) {
    const at = window;
    const parent = safely(() => at.parent);
    if (!parent || parent === window) return window;
    window = parent;
  }
  return window;
}

/** A window of another origin throws when it is looked into: it holds nothing for us. */
function safely<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** The calls of one version, whose failures are values. */
export class ScormApi {
  readonly version: ScormVersion;
  readonly #lms: LmsObject;
  readonly #names: Names;

  constructor(version: ScormVersion, lms: LmsObject) {
    this.version = version;
    this.#lms = lms;
    this.#names = NAMES[version];
  }

  initialize(): Answer<true> {
    return this.#done('initialize', '');
  }

  commit(): Answer<true> {
    return this.#done('commit', '');
  }

  finish(): Answer<true> {
    return this.#done('finish', '');
  }

  set(element: string, value: string): Answer<true> {
    return this.#done('set', element, value);
  }

  /** The value of an element. An element that the LMS does not know, or has no value for, is a fault like any other. */
  get(element: string): Answer<string> {
    const told = this.#call('get', element);
    if (told.fault) return told;
    const text = told.value === null || told.value === undefined ? '' : asText(told.value);
    if (text !== '') return { value: text };
    const code = this.#text('error');
    return code === '' || code === '0' ? { value: '' } : { fault: this.#fault('get', element) };
  }

  #done(name: 'initialize' | 'commit' | 'finish' | 'set', ...args: string[]): Answer<true> {
    const told = this.#call(name, ...args);
    if (told.fault) return told;
    // The standard has texts; some LMSs answer with booleans.
    if (told.value === true || String(told.value) === 'true') return { value: true };
    return { fault: this.#fault(name, args[0] ?? '') };
  }

  #call(name: keyof Names, ...args: string[]): Answer<unknown> {
    const method = this.#lms[this.#names[name]];
    const call = `${this.#names[name]} ${args[0] ?? ''}`.trim();
    if (typeof method !== 'function') {
      return { fault: { call, code: '', words: 'the LMS has no such call' } };
    }
    try {
      return { value: (method as (...all: string[]) => unknown).apply(this.#lms, args) };
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      return { fault: { call, code: '', words } };
    }
  }

  #fault(name: keyof Names, element: string): LmsFault {
    const code = this.#text('error');
    const words = [this.#text('words', code), this.#text('more', code)]
      .filter((text, index, all) => text !== '' && all.indexOf(text) === index)
      .join(', ');
    return { call: `${this.#names[name]} ${element}`.trim(), code, words: words || 'no reason' };
  }

  #text(name: keyof Names, ...args: string[]): string {
    const told = this.#call(name, ...args);
    return told.fault || told.value === null || told.value === undefined
      ? ''
      : asText(told.value).trim();
  }
}

const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
