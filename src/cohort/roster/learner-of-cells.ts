import { withoutGuard } from '#formats';
import { quoted } from '../evidence-fault.ts';
import { LEARNER_ID_PATTERN } from '../register/cohort-schema.ts';
import type { RosterField } from './roster-columns.ts';
import type { RosterPerson } from './read-roster.ts';

const LMS_FIELDS = [
  'moodleUsername',
  'moodleIdNumber',
  'canvasId',
  'canvasSisUserId',
  'canvasSisLoginId',
  'canvasSection',
] as const;
const LONGEST = 200;
/** Marks that turn the direction of whatever follows them: in a name they would turn the page's own words. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

type Read =
  | { readonly person: RosterPerson; readonly notes: readonly string[]; readonly fault?: undefined }
  | { readonly fault: string };

/** What the cells of one line tell of a learner, or why they tell nothing. */
export function learnerOfCells(
  cells: readonly string[],
  fields: readonly (RosterField | undefined)[],
): Read {
  const cell = (field: RosterField): string => {
    const at = fields.indexOf(field);
    return at === -1
      ? ''
      : withoutGuard(cells[at] ?? '')
          .normalize('NFC')
          .replace(/\s+/g, ' ')
          .trim();
  };
  const whole = [
    cell('name'),
    ofCanvas(cell('canvasStudent')),
    `${cell('firstName')} ${cell('lastName')}`.trim(),
  ];
  const raw = whole.find((text) => text !== '') ?? '';
  const name = raw.replace(TURNING, '');
  const nameFault = lineFault('the name', name);
  if (nameFault !== undefined) return { fault: nameFault };
  const email = cell('email');
  if (email !== '' && !isEmail(email)) {
    return {
      fault: `${quoted(email)} is no e-mail address; expected one as lina@example.org, or nothing.`,
    };
  }
  const id = cell('id');
  if (id !== '' && !new RegExp(LEARNER_ID_PATTERN).test(id)) {
    return {
      fault: `${quoted(id)} cannot be an id: expected up to 100 letters, digits, and . _ @ - inside. Without an id one is drawn.`,
    };
  }
  const lms: Record<string, string> = {};
  for (const field of LMS_FIELDS) {
    const value = cell(field);
    if (value === '') continue;
    const fault = lineFault(`the column of ${field}`, value);
    if (fault !== undefined) return { fault };
    lms[field] = value;
  }
  const person: RosterPerson = {
    name,
    ...(id === '' ? {} : { id }),
    ...(email === '' ? {} : { email }),
    lms,
  };
  const notes = [
    ...(/^[=+\-@]/.test(name)
      ? [
          `The name ${quoted(name)} begins like a formula. It is kept as it is, and never written to a spreadsheet as one.`,
        ]
      : []),
    ...(name === raw ? [] : ['Marks in the name that turn the direction of text were left out.']),
  ];
  return { person, notes };
}

/** Canvas writes "Müller, Lina". */
function ofCanvas(student: string): string {
  const [last, first, ...more] = student.split(',').map((part) => part.trim());
  return first === undefined || more.length > 0 ? student : `${first} ${last ?? ''}`.trim();
}

function lineFault(what: string, text: string): string | undefined {
  if (text === '') return `It has nothing for ${what}.`;
  if (text.length > LONGEST)
    return `${what} has ${text.length} characters; ${LONGEST} are the most.`;
  const [mark] = /[\u0000-\u001f\u007f<>]/.exec(text) ?? [];
  return mark === undefined
    ? undefined
    : `${what} ${quoted(text)} has the character ${quoted(mark)}, which it cannot have.`;
}

const isEmail = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(text);
