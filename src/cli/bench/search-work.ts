/** 500 files with a line to be found in each, 200 of them in the folders `part-0` to `part-3`; paths and texts. */
export const searched: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: 500 }, (_, index) => [
    `part-${Math.floor(index / 50)}/file-${index}.txt`,
    `${`line of file ${index}\n`.repeat(20)}a needle\n`,
  ]),
);
