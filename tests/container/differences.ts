/**
 * Where an engine does otherwise than the contract says, by the sentence of the contract, with the reason. Everything
 * that is not listed here holds on every engine.
 */
export const DIFFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  embedded: {},
  webcontainer: {
    'a shell without arguments reads its script from standard input':
      'the client has no way to tell a program that its input was closed',
    'a file that Python may not make is named, and the others are kept':
      'a real file system takes control characters in names; the export leaves such files out',
  },
};
