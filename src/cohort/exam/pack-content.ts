import type { BankItem } from '#assessment';
import { COMPETENCY_IDS, examBankItemSchema, LEVELS, type Slots } from '#curriculum';
import { canonicalJson, SchemaValidator } from '#formats';
import { quoted, type EvidenceFault, type EvidenceReading } from '../evidence-fault.ts';
import { isTooBulky, shapeFaults } from '../submission/manifest-faults.ts';
import { PACK_CONTENT_SCHEMA } from './exam-schemas.ts';

/** What is locked in a pack. */
export interface PackContent {
  readonly seed: string;
  /** Ids in the order shown. */
  readonly form: readonly string[];
  /** The items of the form, whole: what opens a pack can show and judge them. */
  readonly items: readonly BankItem[];
  readonly bankSha256: string;
  readonly slots: Slots;
  readonly minutes: number;
  readonly pass: number;
  readonly extraPercent: number;
}

const validator = new SchemaValidator(PACK_CONTENT_SCHEMA, '2020-12');

/** Reads what was locked in a pack: whoever has signed it may have locked anything. Never throws. */
export function packContent(plain: Uint8Array): EvidenceReading<PackContent> {
  const refused = (found: string, expected: string): { faults: [EvidenceFault] } => ({
    faults: [
      {
        name: 'ManifestInvalid',
        found,
        expected,
        toDo: 'Tell the issuer: the pack was made by other means than Plumbline’s.',
      },
    ],
  });
  let value: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain);
    value = JSON.parse(text);
    if (canonicalJson(value) !== text) throw new Error('not canonical');
  } catch {
    return refused('a content that is not canonical JSON', 'it (RFC 8785)');
  }
  if (isTooBulky(value)) return refused('a list or mapping of very many parts', 'a form');
  const [fault] = shapeFaults(validator, value, '');
  if (fault) return refused(fault.found, fault.expected);
  const content = value as PackContent;
  const ids = content.items.map((item) => (item as { id?: unknown }).id);
  if (canonicalJson(ids) !== canonicalJson(content.form)) {
    return refused('other questions than those of the form', 'each of the form, in its order');
  }
  if (new Set(content.form).size !== content.form.length) {
    return refused('a question twice', 'each once');
  }
  for (const [index, item] of content.items.entries()) {
    const { level, competency, ...rest } = item as BankItem & { level?: unknown };
    const parsed = examBankItemSchema.safeParse(rest);
    const isKnown =
      COMPETENCY_IDS.includes(competency) && (LEVELS as readonly unknown[]).includes(level);
    if (parsed.success && isKnown) continue;
    const why = parsed.error?.issues[0]?.message ?? 'its level or competency is not known';
    return refused(`question ${index + 1} that is none: ${quoted(why)}`, 'an item of an exam bank');
  }
  return { value: content };
}
