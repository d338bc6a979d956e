/**
 * Where an engine, or the embedded engine in a browser, does otherwise than the contract says, by the sentence of the contract, with the reason. Everything
 * that is not listed here holds on every engine.
 */
export const DIFFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  embedded: {},
  firefox: {},
  webkit: {
    'Python asks its terminal with input()':
      'WebKitGTK 2.50 has no JSPI: a program of Python cannot pause, and says so',
    'a server of Python answers programs of the lab':
      'WebKitGTK 2.50 has no JSPI: a server of Python cannot wait, and says so',
  },
  webcontainer: {
    'a shell without arguments reads its script from standard input':
      'the client has no way to tell a program that its input was closed',
    'a file that Python may not make is named, and the others are kept':
      'a real file system takes control characters in names; the export leaves such files out',
    'a terminal that is resized tells its programs':
      'the lab’s shell there starts programs behind pipes, which have no size',
    'a program that is killed by a signal has 128 and its number for an exit code':
      'the lab’s shell there is one program of Node: a signal to itself is not its end',
  },
};
