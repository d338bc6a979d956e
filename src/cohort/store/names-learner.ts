import { quoted } from '../evidence-fault.ts';
import type { HandIn } from '../register/hand-in.ts';

/** Words shorter than this would be found in anything. */
const LEAST = 3;

/** True when a text names a person: by the id, the e-mail address, or the whole name. */
export function namesLearner(
  text: string,
  { id, name, email }: { readonly id: string; readonly name?: string; readonly email?: string },
): boolean {
  const folded = fold(text);
  return [id, email ?? '', name ?? ''].some((word) => {
    const plain = fold(word);
    return (
      plain.length >= LEAST &&
      (folded.includes(plain) || folded.includes(plain.replaceAll(' ', '')))
    );
  });
}

/** Tells texts that name a learner, or a file that the learner handed in. */
export function traceOf(
  person: Parameters<typeof namesLearner>[1],
  theirs: readonly Pick<HandIn, 'fileName' | 'bundleSha256'>[],
): (text: string) => boolean {
  return (text) =>
    namesLearner(text, person) ||
    theirs.some(({ fileName, bundleSha256 }) =>
      [quoted(fileName), bundleSha256].some((name) => text.includes(name)),
    );
}

/** Letters without their marks, in lower case; whatever else stands between words is one space. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_.,;-]+/g, ' ');
