import { faultSentence, ODCS_SCHEMA, SchemaValidator } from '#formats';

/** What one line of a contract settles, of the requests that come to an owner's desk. */
export type RequestId = 'campaign' | 'second-model' | 'label' | 'night' | 'who';

export interface Request {
  readonly id: RequestId;
  readonly asks: string;
}

export const REQUESTS: readonly Request[] = [
  { id: 'campaign', asks: 'Marketing wants the e-mail column for a spring offer.' },
  { id: 'second-model', asks: 'Freja wants to train a model of who will ask again.' },
  { id: 'label', asks: 'A new colleague looks for the column that says who defaulted.' },
  { id: 'night', asks: 'At 02:00 the file has not come. Whom does the one on duty ask?' },
  { id: 'who', asks: 'Somebody must say yes or no, and be asked later why.' },
];

export type PartId = 'purpose' | 'limitations' | 'owner' | 'support';

/** A text that a part may have, with what it settles and how. */
export interface Candidate {
  readonly text: string;
  readonly settles: Readonly<Partial<Record<RequestId, string>>>;
}

export interface ContractPart {
  readonly id: PartId;
  readonly label: string;
  readonly candidates: readonly Candidate[];
}

export const PARTS: readonly ContractPart[] = [
  {
    id: 'purpose',
    label: 'description.purpose',
    candidates: [
      { text: 'Data for analytics.', settles: {} },
      {
        text: 'Train and score loan-default.',
        settles: {
          campaign: 'Refused: an offer neither trains nor scores loan-default.',
          'second-model': 'Refused as it stands: another model is another purpose.',
        },
      },
    ],
  },
  {
    id: 'limitations',
    label: 'description.limitations',
    candidates: [
      { text: 'Use with care.', settles: {} },
      {
        text: 'No outcomes. Not for marketing.',
        settles: {
          campaign: 'Refused in so many words: not for marketing.',
          label: 'Answered: it is not in this table.',
        },
      },
    ],
  },
  {
    id: 'owner',
    label: 'team.members, role owner',
    candidates: [
      { text: 'data team', settles: {} },
      {
        text: 'ines@harborlight.example',
        settles: { who: 'Ines decides, and can be asked why.' },
      },
    ],
  },
  {
    id: 'support',
    label: 'support, channel',
    candidates: [
      { text: 'ask around', settles: {} },
      {
        text: '#credit-data',
        settles: { night: 'Asked in #credit-data, where somebody is on duty.' },
      },
    ],
  },
];

/** The texts that were chosen or written; an empty one is left out of the contract. */
export type Draft = Readonly<Record<PartId | 'apiVersion' | 'status', string>>;

export const EMPTY_DRAFT: Draft = {
  apiVersion: 'v3.1',
  status: 'active',
  purpose: '',
  limitations: '',
  owner: '',
  support: '',
};

/** The contract as a document of ODCS; parts without a text are not in it. */
export function contractOf(draft: Draft): Record<string, unknown> {
  const description = {
    ...(draft.purpose === '' ? {} : { purpose: draft.purpose }),
    ...(draft.limitations === '' ? {} : { limitations: draft.limitations }),
    usage: 'One file per ISO week.',
  };
  return {
    ...(draft.apiVersion === '' ? {} : { apiVersion: draft.apiVersion }),
    kind: 'DataContract',
    id: '6f0c2c1e-5a0e-4b8e-9d2b-2f6f0a4f7c10',
    name: 'Loan applications (bronze)',
    version: '1.0.0',
    ...(draft.status === '' ? {} : { status: draft.status }),
    domain: 'credit-risk',
    description,
    team: {
      name: 'credit-data',
      ...(draft.owner === '' ? {} : { members: [{ username: draft.owner, role: 'owner' }] }),
    },
    ...(draft.support === '' ? {} : { support: [{ channel: draft.support, tool: 'slack' }] }),
  };
}

let validator: SchemaValidator | undefined;

/** What ODCS 3.1.0 has against the contract, a sentence each; empty when it is valid. */
export function standardFaults(draft: Draft): readonly string[] {
  validator ??= new SchemaValidator(ODCS_SCHEMA, '2019-09');
  const value = contractOf(draft);
  return validator
    .faults({ file: 'applications.odcs.yaml', value })
    .map((fault) => faultSentence(fault).replace(', line 1', ''));
}

/** What the house wants besides: parts that are still empty, by their labels. */
export const houseGaps = (draft: Draft): readonly string[] =>
  PARTS.filter(({ id }) => draft[id].trim() === '').map(({ label }) => label);

export interface Ruling {
  readonly request: Request;
  /** How a line settles it; `undefined` when none does. */
  readonly settled: string | undefined;
  /** True when a text of the reader's own might settle it: no program can tell. */
  readonly isYours: boolean;
}

const CONCERNS: Readonly<Record<RequestId, readonly PartId[]>> = {
  campaign: ['limitations', 'purpose'],
  'second-model': ['purpose'],
  label: ['limitations'],
  night: ['support'],
  who: ['owner'],
};

/** What the contract says to each request. */
export function rulings(draft: Draft): readonly Ruling[] {
  return REQUESTS.map((request) => {
    let settled: string | undefined;
    let isYours = false;
    for (const id of CONCERNS[request.id]) {
      const part = PARTS.find((one) => one.id === id);
      const known = part?.candidates.find(({ text }) => text === draft[id]);
      settled ??= known?.settles[request.id];
      isYours ||= !known && draft[id].trim() !== '';
    }
    return { request, settled, isYours: isYours && settled === undefined };
  });
}

/** A document as YAML of the plain kind that contracts are written in. */
export function yamlText(value: unknown, indent = ''): string {
  if (Array.isArray(value)) {
    return value.map((one) => `${indent}- ${yamlText(one, `${indent}  `).trimStart()}`).join('');
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, one]) =>
        typeof one === 'object'
          ? `${indent}${key}:\n${yamlText(one, `${indent}  `)}`
          : `${indent}${key}: ${scalar(String(one))}\n`,
      )
      .join('');
  }
  return `${indent}${scalar(String(value))}\n`;
}

/** Plain where YAML reads it back as the same text, quoted where it would not. */
const scalar = (text: string): string =>
  /^[A-Za-z][\w .,@()/-]*$/.test(text) &&
  !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text) &&
  !text.endsWith(' ')
    ? text
    : /^\d+\.\d+\.\d+$|^[\da-f]{8}-/.test(text)
      ? text
      : JSON.stringify(text);
