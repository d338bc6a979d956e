import { CredentialError } from './credential-error.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export interface JsonLimits {
  /** In UTF-16 units of the text. */
  readonly longestText: number;
  /** Of objects and lists in each other. */
  readonly deepest: number;
  /** Bringing objects into their canonical order takes time for each that has no identifier: 1 to 2 ms. */
  readonly mostObjects: number;
}

/** A badge of ours takes 3 kB and has 13 objects. */
export const CREDENTIAL_LIMITS: JsonLimits = {
  longestText: 256 * 1024,
  deepest: 16,
  mostObjects: 200,
};

/** A status list of 131,072 entries takes 1 kB when empty and 22 kB at worst; longer lists are read too. */
export const STATUS_LIST_LIMITS: JsonLimits = {
  ...CREDENTIAL_LIMITS,
  longestText: 2 * 1024 * 1024,
};

/**
 * Reads one JSON object, refusing what two readers could understand differently: a key given twice, `__proto__`, half
 * a surrogate pair, and `null` (which JSON-LD drops, so that it would not be signed).
 *
 * @throws CredentialError `CredentialUnreadable`, saying what was found.
 */
export function readStrictJson(text: string, limits: JsonLimits = CREDENTIAL_LIMITS): JsonObject {
  if (text.length > limits.longestText) {
    refuse(`${text.length} characters, where ${limits.longestText} are the most`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('text that is not JSON');
  }
  lookForSurprises(text, limits);
  if (!isObject(value)) return refuse('JSON that is not one object');
  return value;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Scans text that is known to be JSON: only strings can hold brackets, so brackets and strings tell all. */
function lookForSurprises(text: string, { deepest, mostObjects }: JsonLimits): void {
  let objects = 0;
  const open: (Set<string> | undefined)[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '{' || character === '[') {
      if (character === '{') objects += 1;
      if (objects > mostObjects) refuse(`more than ${mostObjects} objects`);
      open.push(character === '{' ? new Set() : undefined);
      if (open.length > deepest) refuse(`objects in each other more than ${deepest} deep`);
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === 'n') {
      refuse('null, which no credential needs');
    } else if (character === '"') {
      const end = endOfString(text, at);
      const string = JSON.parse(text.slice(at, end)) as string;
      if (/\p{Surrogate}/u.test(string))
        refuse('half a character, which is signed as if it were another');
      const keys = open.at(-1);
      if (keys && colonFollows(text, end)) {
        if (keys.has(string)) refuse('a key that is given twice in one object');
        if (string === '__proto__') refuse('the key "__proto__"');
        keys.add(string);
      }
      at = end - 1;
    }
    at += 1;
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

function colonFollows(text: string, end: number): boolean {
  let at = end;
  while (' \t\r\n'.includes(text.charAt(at)) && at < text.length) at += 1;
  return text.charAt(at) === ':';
}

function refuse(found: string): never {
  throw new CredentialError('CredentialUnreadable', found);
}
