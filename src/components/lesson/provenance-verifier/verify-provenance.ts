import { isSealedBy, sha256Of, type Envelope } from './envelope.ts';

/** Whom and what a verifier trusts: decided before it looks at a file. */
export interface Policy {
  readonly keys: readonly CryptoKey[];
  readonly builders: readonly string[];
  readonly externalParameters: Readonly<Record<string, string>>;
  /** Digests of the commits and tables that may go into a model. */
  readonly dependencies: readonly string[];
}

export const IN_TOTO = 'application/vnd.in-toto+json';
const STATEMENT = 'https://in-toto.io/Statement/v1';
const PROVENANCE = 'https://slsa.dev/provenance/v1';

export const QUESTIONS = [
  { id: 'signature', label: 'Signature, by a key that I trust' },
  { id: 'type', label: 'Type, a predicate that I know' },
  { id: 'subject', label: 'Subject, these very bytes' },
  { id: 'builder', label: 'Builder, on my list' },
  { id: 'parameters', label: 'External parameters, only what I expect' },
  { id: 'dependencies', label: 'Dependencies, known commit and data' },
] as const;

export type QuestionId = (typeof QUESTIONS)[number]['id'];

/** The answer to one question. Questions after the first no are not asked. */
export interface Answer {
  readonly question: QuestionId;
  readonly holds: boolean;
  /** What was found, and what was wanted when it does not hold. */
  readonly found: string;
}

interface Statement {
  readonly _type?: string;
  readonly subject?: readonly { readonly digest?: { readonly sha256?: string } }[];
  readonly predicateType?: string;
  readonly predicate?: {
    readonly buildDefinition?: {
      readonly externalParameters?: Readonly<Record<string, unknown>>;
      readonly resolvedDependencies?: readonly {
        readonly digest?: Readonly<Record<string, string>>;
      }[];
    };
    readonly runDetails?: { readonly builder?: { readonly id?: string } };
  };
}

/**
 * Asks the six questions in order and stops at the first no.
 *
 * Nothing is parsed before the signature holds: until then the payload is what a stranger typed.
 */
export async function verifyProvenance(
  model: string,
  envelope: Envelope,
  policy: Policy,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const ask = (question: QuestionId, holds: boolean, found: string): boolean => {
    answers.push({ question, holds, found });
    return holds;
  };

  const isSealed = await isSealedBy(envelope, policy.keys);
  const sealed = isSealed
    ? 'a trusted key signed this type and these bytes'
    : 'no trusted key signed this type and these bytes';
  if (!ask('signature', isSealed, sealed)) return answers;

  const statement = statementIn(envelope.payload);
  const isKnown =
    envelope.payloadType === IN_TOTO &&
    statement?._type === STATEMENT &&
    statement.predicateType === PROVENANCE;
  const type = statement
    ? (statement.predicateType ?? 'no predicateType')
    : 'a payload that is no JSON object';
  if (!ask('type', isKnown, isKnown ? type : `found ${type}, wanted ${PROVENANCE}`)) return answers;

  const digest = await sha256Of(model);
  const named = (statement?.subject ?? []).flatMap((subject) => subject.digest?.sha256 ?? []);
  const isSubject = named.includes(digest);
  if (
    !ask(
      'subject',
      isSubject,
      isSubject
        ? `sha256 ${digest.slice(0, 8)}…, as stated`
        : `the file has ${digest.slice(0, 8)}…, the statement names ${named.map((one) => `${one.slice(0, 8)}…`).join(', ') || 'none'}`,
    )
  )
    return answers;

  const { buildDefinition, runDetails } = statement?.predicate ?? {};
  const builder = runDetails?.builder?.id ?? 'none';
  if (!ask('builder', policy.builders.includes(builder), builder)) return answers;

  const odd = oddParameter(buildDefinition?.externalParameters ?? {}, policy.externalParameters);
  if (!ask('parameters', odd === undefined, odd ?? 'exactly those')) return answers;

  const unknown = (buildDefinition?.resolvedDependencies ?? [])
    .flatMap((one) => Object.values(one.digest ?? { none: 'a dependency without a digest' }))
    .find((one) => !policy.dependencies.includes(one));
  ask(
    'dependencies',
    unknown === undefined,
    unknown === undefined ? 'all known' : `${unknown.slice(0, 12)}… is not known`,
  );
  return answers;
}

function statementIn(payload: string): Statement | undefined {
  try {
    const value = JSON.parse(payload) as unknown;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The first parameter that is not as expected, in words: unexpected ones count as much as wrong ones. */
function oddParameter(
  found: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, string>>,
): string | undefined {
  const extra = Object.keys(found).find((key) => !(key in wanted));
  if (extra !== undefined) return `${extra} was not expected`;
  const wrong = Object.keys(wanted).find((key) => found[key] !== wanted[key]);
  return wrong === undefined
    ? undefined
    : `${wrong} is ${JSON.stringify(found[wrong])}, wanted ${JSON.stringify(wanted[wrong])}`;
}
