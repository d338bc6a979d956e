/** What a unit sent, as far as cmi5 has rules for it. Everything may be missing. */
export interface SentStatement {
  readonly id?: string;
  readonly timestamp?: string;
  readonly actor?: unknown;
  readonly verb?: { readonly id?: string };
  readonly object?: { readonly id?: string };
  readonly result?: {
    readonly score?: {
      readonly scaled?: number;
      readonly raw?: number;
      readonly min?: number;
      readonly max?: number;
    };
    readonly success?: boolean;
    readonly completion?: boolean;
    readonly duration?: string;
  };
  readonly context?: {
    readonly registration?: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
    readonly contextActivities?: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

/** What the LMS gave to the unit when it launched it, and what it took of it until now. */
export interface LaunchedSession {
  readonly actor: unknown;
  readonly registration: string;
  readonly activityId: string;
  readonly masteryScore: number;
  readonly mode: 'Normal' | 'Browse' | 'Review';
  readonly contextTemplate: Required<
    Pick<NonNullable<SentStatement['context']>, 'extensions' | 'contextActivities'>
  >;
  readonly hasReadPreferences: boolean;
  /** Verbs of this session, in their order. */
  readonly inSession: readonly string[];
  /** Verbs of the registration, those of its earlier sessions among them. */
  readonly inRegistration: readonly string[];
}

const CATEGORY = 'https://w3id.org/xapi/cmi5/context/categories/';
const MASTERY = 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const JUDGING = ['passed', 'failed', 'completed'];

/** The verb's last word, as the rules name it. */
export const verbOf = ({ verb }: SentStatement): string => (verb?.id ?? '').replace(/^.*\//, '');

/**
 * For which rules an LMS must refuse a statement of a unit: the numbers that cmi5's list of requirements gives them, none if it
 * may be stored. All statements of ours are "cmi5 defined"; rules about others, and about the LMS itself, are left out.
 *
 * @see https://www.npmjs.com/package/@cmi5/requirements, 1.0.0
 */
export function brokenRules(statement: SentStatement, session: LaunchedSession): readonly string[] {
  const verb = verbOf(statement);
  const { inSession, inRegistration, masteryScore } = session;
  const { result = {}, context = {}, timestamp = '' } = statement;
  const { score, success, completion } = result;
  const { extensions = {}, contextActivities = {} } = context;
  const ids = (list: string): readonly string[] =>
    (contextActivities[list] ?? []).map(({ id }) => id);
  const isMoveOn = success !== undefined || completion !== undefined;
  const isGraded = verb === 'passed' || verb === 'failed';
  const scaled = score?.scaled;
  const rules: readonly (readonly [rule: string, isBroken: boolean])[] = [
    ['9.1.0.0-1', !UUID.test(statement.id ?? '')],
    ['8.1.3.0-3', JSON.stringify(statement.actor) !== JSON.stringify(session.actor)],
    ['8.1.5.0-6', statement.object?.id !== session.activityId],
    ['9.3.0.0-2', inSession.includes(verb)],
    ['9.3.0.0-3', isGraded && inSession.some((one) => one === 'passed' || one === 'failed')],
    ['9.3.0.0-4', (verb === 'initialized') !== (inSession.length === 0)],
    ['9.3.0.0-5', inSession.includes('terminated')],
    ['9.3.0.0-6', verb === 'completed' && inRegistration.includes(verb)],
    ['9.3.0.0-7', verb === 'passed' && inRegistration.includes(verb)],
    ['9.3.0.0-8', verb === 'failed' && inRegistration.includes('passed')],
    ['9.3.4.0-2', verb === 'passed' && scaled !== undefined && scaled < masteryScore],
    ['9.3.5.0-2', verb === 'failed' && scaled !== undefined && scaled >= masteryScore],
    ['9.5.1.0-2', score !== undefined && !isGraded],
    [
      '9.5.1.0-3',
      score?.raw !== undefined && !(score.min !== undefined && score.max !== undefined),
    ],
    ['9.5.2.0-1', verb === 'passed' && success !== true],
    ['9.5.2.0-2', verb === 'failed' && success !== false],
    ['9.5.2.0-3', success !== undefined && !isGraded],
    ['9.5.3.0-1', verb === 'completed' && completion !== true],
    ['9.5.3.0-2', completion !== undefined && verb !== 'completed'],
    ['9.5.4.1', verb !== 'initialized' && !/^P(?=.)/.test(result.duration ?? '')],
    ['9.6.1.0-1', context.registration !== session.registration],
    ['9.6.2.1-1', !ids('category').includes(`${CATEGORY}cmi5`)],
    ['9.6.2.2', ids('category').includes(`${CATEGORY}moveon`) !== isMoveOn],
    ['9.6.3.2-2', isGraded && score !== undefined && extensions[MASTERY] !== masteryScore],
    ['9.7.0.0', !/T.*(?:Z|\+00:00)$/.test(timestamp) || Number.isNaN(Date.parse(timestamp))],
    ['10.2.1.0', !followsTemplate(session.contextTemplate, extensions, ids)],
    ['10.2.2.0', session.mode !== 'Normal' && JUDGING.includes(verb)],
    ['11.0.0.0-3', !session.hasReadPreferences],
  ];
  return rules.flatMap(([rule, isBroken]) => (isBroken ? [rule] : []));
}

/** All that the template holds is in the statement, as it was. */
function followsTemplate(
  template: LaunchedSession['contextTemplate'],
  extensions: Readonly<Record<string, unknown>>,
  ids: (list: string) => readonly string[],
): boolean {
  return (
    Object.entries(template.extensions).every(
      ([name, value]) => JSON.stringify(extensions[name]) === JSON.stringify(value),
    ) &&
    Object.entries(template.contextActivities).every(([list, activities]) =>
      activities.every(({ id }) => ids(list).includes(id)),
    )
  );
}
