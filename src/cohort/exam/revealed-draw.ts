import { examBankItemSchema, COMPETENCY_IDS } from '#curriculum';
import type { BankItem } from '#assessment';
import { canonicalJson, NotCanonical, SchemaValidator } from '#formats';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { EvidenceFault, EvidenceReading } from '../evidence-fault.ts';
import { isTooBulky, shapeFaults } from '../submission/manifest-faults.ts';
import type { ExamDraw } from './exam-draw.ts';
import { EXAM_DRAW_SCHEMA } from './exam-schemas.ts';

/** `sitting.json`: what an issuer keeps to itself before a sitting, and reveals after it. */
export interface RevealedDraw {
  readonly title: string;
  readonly draw: ExamDraw;
}

/** The bytes of `sitting.json`, in canonical form. It is not signed: the commitment that stands in each pack proves it. */
export function writeRevealedDraw({ title, draw }: RevealedDraw): Uint8Array {
  const { secret, bank, ...open } = draw;
  const document = {
    format: 'plumbline-exam-draw',
    formatVersion: 1,
    ...open,
    title,
    // Keys that are left undefined are not there.
    bank: JSON.parse(JSON.stringify(bank)) as unknown,
    secret: bytesToHex(secret),
  };
  return utf8ToBytes(canonicalJson(document));
}

const LARGEST_BYTES = 16 * 2 ** 20;
const validator = new SchemaValidator(EXAM_DRAW_SCHEMA, '2020-12');

/** Reads `sitting.json`. Never throws, whatever the bytes are. */
export function readRevealedDraw(bytes: Uint8Array): EvidenceReading<RevealedDraw> {
  if (bytes.length > LARGEST_BYTES) return refused(`a file of ${bytes.length} bytes`, '16 MiB');
  let value: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    return refused('a file that is not JSON in UTF-8', 'what the issuer has revealed');
  }
  const isDraw =
    typeof value === 'object' &&
    value !== null &&
    (value as Record<string, unknown>)['format'] === 'plumbline-exam-draw';
  if (!isDraw) return refused('a file of another kind', 'sitting.json, as the issuer reveals it');
  // Two readers must see the same draw: no key twice, nothing that cannot be hashed.
  if (canonicalOf(value) !== text) {
    return refused(
      'another form than the canonical one (a key twice, white space, another order)',
      'the canonical form to the byte (RFC 8785)',
    );
  }
  if (isTooBulky(value)) return refused('a list or mapping of very many parts', 'a draw');
  const [fault] = shapeFaults(validator, value, '');
  if (fault) return refused(fault.found, fault.expected);
  const { title, bank, secret, sitting, exam, slots, minutes, pass, last } = value as Omit<
    ExamDraw,
    'secret'
  > & { readonly title: string; readonly secret: string };
  const broken = bank.findIndex((item) => !isItem(item));
  if (broken >= 0) return refused(`item ${broken + 1} that is none`, 'items of an exam bank');
  const draw = { sitting, exam, slots, minutes, pass, bank, last, secret: hexToBytes(secret) };
  return { value: { title, draw } };
}

/** The canonical text; `undefined` for what has none. */
function canonicalOf(value: unknown): string | undefined {
  try {
    return canonicalJson(value);
  } catch (error) {
    if (error instanceof NotCanonical) return undefined;
    throw error;
  }
}

function isItem(item: BankItem): boolean {
  const { competency } = item;
  // What the file of a bank says once for all its items.
  const facts = Object.entries(item).filter(([key]) => key !== 'level' && key !== 'competency');
  return (
    examBankItemSchema.safeParse(Object.fromEntries(facts)).success &&
    COMPETENCY_IDS.includes(competency)
  );
}

const refused = (
  found: string,
  expected: string,
): { readonly faults: readonly [EvidenceFault] } => ({
  faults: [
    {
      name: 'ManifestInvalid',
      found,
      expected,
      toDo: 'Ask the issuer for the file once more, exactly as it was saved.',
    },
  ],
});
