/** One of the eleven things that Plumbline trains and certifies. */
export interface Competency {
  readonly id: CompetencyId;
  readonly name: string;
  /** The challenge it answers first: 1 standards, 2 data, 3 models, 4 people, 5 change. */
  readonly challenge: Challenge;
  /** What an assessor can observe of somebody who has it. */
  readonly evidence: string;
}

export const COMPETENCY_IDS = [
  'STD',
  'DAT',
  'GOV',
  'VER',
  'DEP',
  'TST',
  'MON',
  'PPL',
  'CHG',
  'FIN',
  'DOP',
] as const;
export type CompetencyId = (typeof COMPETENCY_IDS)[number];

/** The five challenges, by number. */
export const CHALLENGES = {
  1: 'Lack of standardization',
  2: 'Data management',
  3: 'Model versioning and deployment',
  4: 'Lack of skilled professionals',
  5: 'Resistance to change',
} as const;
export type Challenge = keyof typeof CHALLENGES;

/** How well somebody does a thing, by number: what an assessor can observe. */
export const PROFICIENCY = {
  0: { name: 'None', behaviour: 'Cannot describe it' },
  1: { name: 'Explains', behaviour: 'Describes purpose, vocabulary and failure modes' },
  2: { name: 'Applies', behaviour: 'Does it in a lab with hints and a template' },
  3: {
    name: 'Owns',
    behaviour: 'Does it alone on an unfamiliar variant, and repairs a broken one',
  },
  4: { name: 'Designs', behaviour: 'Chooses between approaches and justifies it with numbers' },
} as const;
export type Proficiency = keyof typeof PROFICIENCY;

/** In the order of the competency framework. */
export const COMPETENCIES: readonly Competency[] = [
  {
    id: 'STD',
    name: 'Standards, process, measurement',
    challenge: 1,
    evidence: 'A standard that a program can check; delivery metrics computed from raw events',
  },
  {
    id: 'DAT',
    name: 'Data management',
    challenge: 2,
    evidence: 'An idempotent, incremental pipeline; a quarantine split; freshness measured',
  },
  {
    id: 'GOV',
    name: 'Data governance',
    challenge: 2,
    evidence: 'A contract enforced, lineage queried, a subject erased, a decision log verified',
  },
  {
    id: 'VER',
    name: 'Versioning and reproducibility',
    challenge: 3,
    evidence: 'Any model version rebuilt byte for byte from a tag',
  },
  {
    id: 'DEP',
    name: 'Packaging and deployment',
    challenge: 3,
    evidence: 'A service that answers the protocol; a rollout that aborts on a bad canary',
  },
  {
    id: 'TST',
    name: 'Testing and validation',
    challenge: 3,
    evidence: 'A gate that stops bad candidates and passes good ones',
  },
  {
    id: 'MON',
    name: 'Monitoring and improvement',
    challenge: 3,
    evidence: 'Drift, service-level and late-label monitors with a known false-alarm rate',
  },
  {
    id: 'PPL',
    name: 'Skills and capability building',
    challenge: 4,
    evidence: 'A skills matrix, a gap plan, a curriculum for a cohort, a mentoring plan',
  },
  {
    id: 'CHG',
    name: 'Change and business value',
    challenge: 5,
    evidence: 'A business case with sensitivity; a stakeholder plan; an adoption metric',
  },
  {
    id: 'FIN',
    name: 'FinOps for ML',
    challenge: 5,
    evidence: 'Cost per prediction from billing rows; an anomaly explained',
  },
  {
    id: 'DOP',
    name: 'DataOps practice',
    challenge: 2,
    evidence: 'Statistical process control on a data pipeline; tests in and out of production',
  },
];
