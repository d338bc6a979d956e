/**
 * Name of the extension, in the context of a statement, that says what a result rests on: `self-reported` (the learner's own
 * browser judged) or `re-graded` (the issuer graded the handed-in work anew).
 */
export const BASIS = 'urn:plumbline:xapi:basis';
