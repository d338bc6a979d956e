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

/** Letters without their marks, in lower case; whatever else stands between words is one space. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_.,;-]+/g, ' ');
