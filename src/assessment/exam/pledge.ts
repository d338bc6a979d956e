/** What whoever sits an exam says before it begins; a hand-in repeats it word for word. */
export const PLEDGE =
  'I answer by myself. My own notes and the lessons may lie open; no other person and no program answers for me. I keep the questions to myself.';
