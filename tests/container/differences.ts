/** Where a container does otherwise than a sentence of the contract says. */
export interface Difference {
  readonly reason: string;
  /** A part of what the sentence's case says there, which a test holds it to. */
  readonly seen?: string;
}

/** What a case that waits says when it is given up. */
export const DOES_NOT_END = 'it does not end';

/**
 * Where an engine, or the embedded engine in a browser, does otherwise than the contract says, by the sentence of the
 * contract. Everything that is not listed here holds on every engine.
 */
export const DIFFERENCES: Readonly<Record<string, Readonly<Record<string, Difference>>>> = {
  embedded: {},
  firefox: {},
  webkit: {
    'Python asks its terminal with input()': {
      reason: 'WebKitGTK 2.50 has no JSPI: a program of Python cannot pause, and says so',
    },
    'a server of Python answers programs of the lab': {
      reason: 'WebKitGTK 2.50 has no JSPI: a server of Python cannot wait, and says so',
    },
  },
  webcontainer: {
    'a shell without arguments reads its script from standard input': {
      reason:
        'the input of a process in the client 1.6.4 is a stream with `write` and no `close`: the shell is never told of its end',
      seen: DOES_NOT_END,
    },
    'a file that Python may not make is named, and the others are kept': {
      reason:
        'a real file system takes control characters in names; the export leaves such files out',
      seen: 'does not have "refused"',
    },
    'a terminal that is resized tells its programs': {
      reason: 'the lab’s shell there starts programs behind pipes, which have no size',
      seen: DOES_NOT_END,
    },
    'a program that is killed by a signal has 128 and its number for an exit code': {
      reason:
        'the lab’s shell there is one program of Node, which goes on after a signal that it sends to itself',
      seen: DOES_NOT_END,
    },
  },
};
