import { LabError } from '#container';

/** A file that an instructor brought and that is not what was asked for. Nothing was changed. */
export class CohortFileFault extends LabError {
  constructor(found: string, expected: string, toDo: string) {
    super('CohortFileUnreadable', `Found ${found}; expected ${expected}.`, toDo);
  }
}
