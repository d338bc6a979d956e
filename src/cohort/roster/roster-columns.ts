/** What a column of a roster can tell of a learner. */
export type RosterField =
  | 'id'
  | 'name'
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'moodleUsername'
  | 'moodleIdNumber'
  | 'canvasStudent'
  | 'canvasId'
  | 'canvasSisUserId'
  | 'canvasSisLoginId'
  | 'canvasSection';

/** From which system a roster comes, by its header. */
export type RosterKind = 'moodle' | 'canvas' | 'plain';

/** Names of columns, folded as `folded` does: of Moodle's user upload and its lists in some languages, and plain ones. */
const FIELDS: Readonly<Record<string, RosterField>> = {
  id: 'id',
  'learner id': 'id',
  learner: 'id',
  pseudonym: 'id',
  name: 'name',
  'full name': 'name',
  fullname: 'name',
  'display name': 'name',
  nom: 'name',
  nombre: 'firstName',
  firstname: 'firstName',
  'first name': 'firstName',
  'given name': 'firstName',
  vorname: 'firstName',
  prenom: 'firstName',
  lastname: 'lastName',
  'last name': 'lastName',
  surname: 'lastName',
  'family name': 'lastName',
  nachname: 'lastName',
  'nom de famille': 'lastName',
  apellidos: 'lastName',
  'apellido s': 'lastName',
  email: 'email',
  'e mail': 'email',
  mail: 'email',
  'email address': 'email',
  'e mail address': 'email',
  'e mail adresse': 'email',
  'adresse de courriel': 'email',
  'direccion de correo': 'email',
  username: 'moodleUsername',
  'user name': 'moodleUsername',
  anmeldename: 'moodleUsername',
  idnumber: 'moodleIdNumber',
  'id number': 'moodleIdNumber',
  'id nummer': 'moodleIdNumber',
};

/** Those of Canvas' gradebook export, where "ID" is Canvas' own. */
const CANVAS_FIELDS: Readonly<Record<string, RosterField>> = {
  student: 'canvasStudent',
  id: 'canvasId',
  'sis user id': 'canvasSisUserId',
  'sis login id': 'canvasSisLoginId',
  section: 'canvasSection',
  email: 'email',
  'e mail': 'email',
};

const MOODLE: readonly RosterField[] = ['moodleUsername', 'moodleIdNumber'];

export interface RosterColumns {
  readonly kind: RosterKind;
  /** The field of each column; `undefined` for one that is not taken. */
  readonly fields: readonly (RosterField | undefined)[];
  /** Why no roster can be read by this header, if so. */
  readonly fault?: string;
}

/** What the columns of a header tell. A field that stands twice counts where it stands first. */
export function rosterColumns(header: readonly string[]): RosterColumns {
  const names = header.map(folded);
  const isCanvas =
    names.includes('student') && (names.includes('id') || names.includes('sis login id'));
  const known = isCanvas ? CANVAS_FIELDS : FIELDS;
  const seen = new Set<RosterField>();
  let fields = names.map((name) => {
    const field = Object.hasOwn(known, name) ? known[name] : undefined;
    if (field === undefined || seen.has(field)) return undefined;
    seen.add(field);
    return field;
  });
  // French lists have "Nom" for the family name beside "Prénom".
  if (seen.has('name') && seen.has('firstName') && !seen.has('lastName')) {
    fields = fields.map((field) => (field === 'name' ? 'lastName' : field));
    seen.add('lastName').delete('name');
  }
  const kind = isCanvas ? 'canvas' : MOODLE.some((field) => seen.has(field)) ? 'moodle' : 'plain';
  const isNamed = ['name', 'canvasStudent', 'firstName', 'lastName'].some((field) =>
    seen.has(field as RosterField),
  );
  if (isNamed) return { kind, fields };
  const fault =
    'No column has the learners’ names. The first line must name the columns: "name", or "firstname" and "lastname" (Moodle), or "Student" (Canvas).';
  return { kind, fields, fault };
}

/** Letters without marks, in lower case; what stands between words is one space. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
