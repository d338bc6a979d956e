/** Builtins of just-bash that the lab's own commands take the place of, by the names that these have. */
export const NAMES_OF_JOB_COMMANDS: ReadonlyMap<string, string> = new Map([['wait', '__lab_wait']]);
