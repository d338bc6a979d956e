import type { LmsFault, LmsObject, ScormVersion } from '#interop';

/** What an LMS of a test answers to a call, when it does not do what it should: an error code, or `throws`. */
type Refusal = number | 'throws';

/** An LMS as a plain object: it remembers every call, and refuses what it is told to. */
export class FakeLms {
  readonly version: ScormVersion;
  readonly calls: string[] = [];
  readonly values = new Map<string, string>();
  /** By the name of a call, or of a call and its element: `SetValue cmi.suspend_data`. */
  readonly refuses = new Map<string, Refusal>();
  isOpen = false;
  #error = 0;

  constructor(version: ScormVersion, values: Readonly<Record<string, string>> = {}) {
    this.version = version;
    for (const [element, value] of Object.entries(values)) this.values.set(element, value);
  }

  get object(): LmsObject {
    const is12 = this.version === '1.2';
    const named = (short: string): string => (is12 ? `LMS${short}` : short);
    return {
      [named('Initialize')]: () => this.#answer('Initialize', () => (this.isOpen = true)),
      [named(is12 ? 'Finish' : 'Terminate')]: () =>
        this.#answer('Finish', () => (this.isOpen = false)),
      [named('Commit')]: () => this.#answer('Commit', () => undefined),
      [named('GetValue')]: (element: string) => {
        this.calls.push(`GetValue ${element}`);
        this.#error = this.#refusalOf('GetValue', element);
        if (this.#error > 0) return '';
        const value = this.values.get(element);
        // SCORM 2004 has an error of its own for what has no value yet.
        if (value === undefined && !is12) this.#error = 403;
        return value ?? '';
      },
      [named('SetValue')]: (element: string, value: string) =>
        this.#answer(`SetValue ${element}`, () => this.values.set(element, value), `=${value}`),
      [named('GetLastError')]: () => String(this.#error),
      [named('GetErrorString')]: (code: string) => (code === '0' ? '' : `Error ${code}.`),
      [named('GetDiagnostic')]: () => '',
    };
  }

  /** Calls that were made since this was asked last, without reading ones. */
  told(): string[] {
    return this.calls.splice(0).filter((call) => !call.startsWith('GetValue'));
  }

  #answer(call: string, done: () => unknown, more = ''): string {
    this.calls.push(call + more);
    const [name = '', element = ''] = call.split(' ');
    const refusal = this.#refusalOf(name, element);
    this.#error = refusal;
    if (refusal > 0) return 'false';
    done();
    return 'true';
  }

  #refusalOf(name: string, element: string): number {
    const refusal = this.refuses.get(`${name} ${element}`.trim()) ?? this.refuses.get(name) ?? 0;
    if (refusal === 'throws') throw new Error('the connection is gone');
    return refusal;
  }
}

/** A clock that a test turns, with what is due on it. */
export class TestClock {
  #ms = Date.parse('2026-03-01T09:00:00Z');
  #due: { readonly at: number; readonly call: () => void }[] = [];

  now = (): Date => new Date(this.#ms);

  later = (call: () => void, afterMs: number): (() => void) => {
    const entry = { at: this.#ms + afterMs, call };
    this.#due.push(entry);
    return () => (this.#due = this.#due.filter((other) => other !== entry));
  };

  /** Lets time pass; what falls due is done. */
  pass(ms: number): void {
    this.#ms += ms;
    const due = this.#due.filter(({ at }) => at <= this.#ms);
    this.#due = this.#due.filter(({ at }) => at > this.#ms);
    for (const { call } of due) call();
  }

  get waiting(): number {
    return this.#due.length;
  }
}

/** A fault in one line. */
export const faultLine = ({ call, code, words }: LmsFault): string => `${call}: ${code} ${words}`;
