// Apart from the schemas: the browser draws forms without what reads YAML.

/** What an item asks of the mind: to remember, to use, or to decide between what all looks right. */
export const COGNITIVE = ['recall', 'apply', 'judge'] as const;
export type Cognitive = (typeof COGNITIVE)[number];
