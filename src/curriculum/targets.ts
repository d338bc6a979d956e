import type { CompetencyId, Proficiency } from './competencies.ts';
import type { Level } from './identifiers.ts';

/** Least proficiency that each certificate asks in each competency. @see curriculum.md 1.4 */
export const TARGETS: Readonly<Record<Level, Readonly<Record<CompetencyId, Proficiency>>>> = {
  L1: { STD: 1, DAT: 1, GOV: 1, VER: 1, DEP: 1, TST: 1, MON: 1, PPL: 1, CHG: 1, FIN: 1, DOP: 1 },
  L2: { STD: 2, DAT: 2, GOV: 2, VER: 3, DEP: 2, TST: 2, MON: 2, PPL: 1, CHG: 1, FIN: 1, DOP: 2 },
  L3: { STD: 3, DAT: 3, GOV: 3, VER: 3, DEP: 3, TST: 3, MON: 3, PPL: 2, CHG: 1, FIN: 2, DOP: 3 },
  L4: { STD: 3, DAT: 2, GOV: 3, VER: 2, DEP: 2, TST: 2, MON: 2, PPL: 4, CHG: 4, FIN: 3, DOP: 2 },
  L5: { STD: 4, DAT: 3, GOV: 4, VER: 4, DEP: 4, TST: 3, MON: 4, PPL: 2, CHG: 3, FIN: 3, DOP: 3 },
};
