/** Classes of the house, mildest first. */
export const CLASSES = ['public', 'internal', 'confidential', 'restricted'] as const;
export type DataClass = (typeof CLASSES)[number];

/** How a column may tell who a row is about. */
export const KINDS = ['no', 'together', 'list', 'directly'] as const;
export type Kind = (typeof KINDS)[number];

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  no: 'no',
  together: 'together with others',
  list: 'by a list, or as unique',
  directly: 'directly',
};

/** A column of `applications` with the answer of the house. */
export interface Column {
  readonly name: string;
  readonly sample: string;
  readonly dataClass: DataClass;
  readonly kind: Kind;
  /** Why, in a sentence. */
  readonly why: string;
}

const row = (
  name: string,
  sample: string,
  dataClass: DataClass,
  kind: Kind,
  why: string,
): Column => ({ name, sample, dataClass, kind, why });

/** The seventeen columns in order, with the values of the first application. */
export const COLUMNS: readonly Column[] = [
  row(
    'application_id',
    'A-000001',
    'internal',
    'list',
    'A number, until one opens the shop’s records.',
  ),
  row(
    'applied_at',
    '2026-03-18T10:07:01Z',
    'internal',
    'list',
    'To the second, it is different in every row.',
  ),
  row(
    'customer_id',
    'C-01028',
    'confidential',
    'list',
    'Inside, where the list of customers lies, it is a name.',
  ),
  row(
    'national_id',
    'DE-12513-4',
    'restricted',
    'directly',
    'It is given to one person and never changes.',
  ),
  row('email', 'user1028@example.test', 'restricted', 'directly', 'It reaches one person.'),
  row(
    'birth_date',
    '2004-02-13',
    'restricted',
    'together',
    'With country and employment nearly everybody is alone.',
  ),
  row(
    'country',
    'DE',
    'internal',
    'together',
    'Harmless in a newspaper, and a third of a fingerprint.',
  ),
  row('channel', 'web', 'internal', 'no', 'Three ways to ask for money; nobody is known by one.'),
  row(
    'employment',
    'retired',
    'confidential',
    'together',
    'That somebody lost their work is theirs to tell.',
  ),
  row(
    'income_month_eur',
    '1255.00',
    'confidential',
    'no',
    'It hurts in a newspaper, and names nobody alone.',
  ),
  row(
    'debt_month_eur',
    '336.00',
    'confidential',
    'no',
    'As the income: it hurts, and names nobody alone.',
  ),
  row('amount_eur', '2020.00', 'internal', 'no', 'What a bicycle costs.'),
  row('term_months', '12', 'internal', 'no', 'One of six numbers.'),
  row('bureau_score', '628', 'confidential', 'no', 'A judgement on a person, whoever it is.'),
  row('late_payments_12m', '0', 'confidential', 'no', 'That somebody did not pay is a confidence.'),
  row('device_risk', '0.430', 'confidential', 'no', 'A third party’s suspicion of somebody.'),
  row(
    'consent_scoring',
    'true',
    'internal',
    'no',
    'A right that was used; true in nearly every row.',
  ),
];

export interface Answer {
  readonly dataClass?: DataClass;
  readonly kind?: Kind;
}
export type Answers = Readonly<Record<string, Answer>>;

export const isComplete = ({ dataClass, kind }: Answer = {}): boolean =>
  dataClass !== undefined && kind !== undefined;

/** How a class that was given stands to the one of the house. */
export type ClassVerdict = 'same' | 'too low' | 'too high';

export function judgeClass(given: DataClass, column: Column): ClassVerdict {
  const step = CLASSES.indexOf(given) - CLASSES.indexOf(column.dataClass);
  return step === 0 ? 'same' : step < 0 ? 'too low' : 'too high';
}

/** Where a class may lie, by the house rule of the lesson. */
export const PLACES: Readonly<Record<DataClass, readonly string[]>> = {
  public: ['anywhere'],
  internal: ['lake', 'workbench', 'laptop'],
  confidential: ['lake', 'workbench'],
  restricted: ['lake'],
};

/** The class of a copy: the highest of its columns'. `undefined` when a column has none, or there is no column. */
export function classOfCopy(
  names: readonly string[],
  answers: Answers,
):
  | { readonly dataClass: DataClass; readonly because: string }
  | { readonly missing: string }
  | undefined {
  let highest = -1;
  let because = '';
  for (const name of names) {
    const given = answers[name]?.dataClass;
    if (given === undefined) return { missing: name };
    const rank = CLASSES.indexOf(given);
    if (rank > highest) {
      highest = rank;
      because = name;
    }
  }
  const dataClass = CLASSES[highest];
  return dataClass && { dataClass, because };
}

/** The columns that the model reads, and the id that tells the rows apart. */
export const FOR_THE_MODEL: readonly string[] = [
  'application_id',
  'channel',
  'employment',
  'income_month_eur',
  'debt_month_eur',
  'amount_eur',
  'term_months',
  'bureau_score',
  'late_payments_12m',
  'device_risk',
];
