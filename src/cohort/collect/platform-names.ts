/** What a learning platform says in the name of a file that it packed into "download all". */
export interface PlatformUpload {
  readonly platform: 'moodle' | 'canvas';
  /** Of who uploaded it: in Moodle as displayed, in Canvas squeezed ("lovelaceada"); `undefined` when it is withheld. */
  readonly name: string | undefined;
  /** The platform's number of the person (Canvas) or of their part in the assignment (Moodle). */
  readonly number: string;
  /** Canvas tells it; Moodle does not. */
  readonly isLate?: boolean;
  /** As the learner named it. */
  readonly file: string;
}

// "Ada Lovelace_4711_assignsubmission_file_/x.zip", in folders or, where that is switched off, "…_file_x.zip".
const MOODLE = /^(?:.*\/)?([^/]*?)_(\d+)_assignsubmission_(?:file|onlinetext)_\/?(.+)$/u;
// "lovelaceada_LATE_812_90210_x.zip"; without names "anon_LATE_a1B2c_90210_x.zip".
const CANVAS =
  /^(?:.*\/)?([^/_]+)(_LATE)?_([0-9]+|(?<=^anon(?:_LATE)?_|\/anon(?:_LATE)?_)\w{5})_([0-9]+)_([^/]+)$/u;

/** Reads a path inside of a "download all", or gives `undefined` for any other. @see docs/formats/collected.md */
export function platformUpload(path: string): PlatformUpload | undefined {
  const [, owner = '', number = '', file = ''] = MOODLE.exec(path) ?? [];
  if (number !== '') {
    const isWithheld = /^Participant$/i.test(owner);
    return { platform: 'moodle', name: isWithheld ? undefined : owner, number, file };
  }
  const [, name = '', late, id = '', , called = ''] = CANVAS.exec(path) ?? [];
  if (id === '') return undefined;
  return {
    platform: 'canvas',
    name: name === 'anon' ? undefined : name,
    number: id,
    isLate: late !== undefined,
    file: called,
  };
}

/**
 * Whether the name that a platform shows may be that of the roster: the same words in any order ("Lovelace, Ada"), or
 * squeezed together, accents and case left out. Moodle puts the group's name in front: it may stand before it.
 */
export function mayBeNamed(shown: string, rosterName: string): boolean {
  const wanted = wordsOf(rosterName);
  const seen = wordsOf(shown);
  if (wanted.length === 0 || seen.length === 0) return true;
  if (wanted.every((word) => seen.includes(word))) return true;
  const squeezed = seen.join('');
  return wanted.some(
    (_, turn) => [...wanted.slice(turn), ...wanted.slice(0, turn)].join('') === squeezed,
  );
}

const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
