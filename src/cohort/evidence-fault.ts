/** Why a file of evidence (a hand-in, a re-grade record) is not taken: each part is a sentence's piece for a person. */
export interface EvidenceFault {
  /** Permanent, may be relied on: `SignatureInvalid`. */
  readonly name: EvidenceFaultName;
  /** Every text of the file that it shows is quoted and cannot carry markup or control characters. */
  readonly found: string;
  readonly expected: string;
  readonly toDo: string;
}

export type EvidenceFaultName =
  /** More bytes, entries or depth than a hand-in may have. */
  | 'TooLarge'
  /** No ZIP, or one that is cut off, damaged or not laid out as docs/formats/submission.md says. */
  | 'NotReadable'
  /** A name or link that leads out of the work, or cannot be a path. */
  | 'PathNotAllowed'
  /** The signed description is missing, not canonical, or not of the documented shape. */
  | 'ManifestInvalid'
  /** Made for a later version of the format. */
  | 'FormatUnknown'
  /** The proof is not of the documented kind, or does not fit what it is to prove. */
  | 'SignatureInvalid'
  /** What was typed or given does not unlock the file. */
  | 'KeyWrong'
  /** The files are not those that the signed description lists. */
  | 'FilesDiffer'
  /** Of a lab that the grading edition does not have. */
  | 'LabUnknown'
  /** Of an exam, a bank or a pack that is not at hand where it is judged. */
  | 'ExamUnknown'
  /** Of a quiz or a lesson that is not at hand where it is marked. */
  | 'ContentUnknown'
  /** Answers to other questions than the quiz, the exam or the pack asks. */
  | 'FormWrong';

export type EvidenceFaults = readonly [EvidenceFault, ...EvidenceFault[]];

/** What reading gives: the content, or every fault that was found. */
export type EvidenceReading<T> =
  | { readonly value: T; readonly faults?: undefined }
  | { readonly value?: undefined; readonly faults: EvidenceFaults };

/** One fault in a line: `SignatureInvalid: found …; expected …. Ask the learner …` */
export function evidenceFaultLine({ name, found, expected, toDo }: EvidenceFault): string {
  return `${name}: found ${found}; expected ${expected}. ${toDo}`;
}

const LONGEST_SHOWN = 120;

/** Text of a hostile file in quotes, cut and with everything escaped that could act: markup, control and direction marks. */
export function quoted(text: string): string {
  const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  return JSON.stringify(shown).replace(
    /[<>&\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** For words that another reader has put together of a hostile file's text. */
export function harmless(words: string): string {
  return quoted(words).slice(1, -1).replaceAll('\\"', '"');
}
