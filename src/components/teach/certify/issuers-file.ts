import { strFromU8, unzipSync } from 'fflate';
import { readIssueReceipt, withReceipt, withRevocations, type Cohort } from '#cohort';
import { readRegister } from '#credentials';

/** A cohort with what an issuer's file tells, and that in words. */
export interface Told {
  readonly cohort: Cohort;
  readonly words: string;
}

const RECEIPT = 'issued.json';
const REGISTER = 'register.json';
/** Both are small; certificates in the same ZIP are not unpacked. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Reads what the issuer's page saved: its ZIP, or `issued.json` or `register.json` out of it.
 *
 * @returns what it makes of a cohort: certificates that are new, and revocations.
 * @throws CohortFileFault, CredentialError or RangeError when it is none of these.
 */
export function withIssuersFile(name: string, bytes: Uint8Array): (cohort: Cohort) => Told {
  const { receipt, register } = partsOf(name, bytes);
  if (receipt === undefined && register === undefined) {
    throw new RangeError(
      `${name} has neither issued.json nor register.json. Bring the ZIP that the issuer’s page has saved.`,
    );
  }
  const issued = receipt === undefined ? undefined : readIssueReceipt(receipt);
  const entries = register === undefined ? undefined : readRegister(register).issued;
  return (cohort) => {
    const learners = new Set(cohort.learners.map(({ id }) => id));
    const isOthers = issued?.cohort !== undefined && issued.cohort !== cohort.id;
    const taken = withReceipt(
      cohort.certificates,
      { issued: isOthers ? [] : (issued?.issued ?? []) },
      learners,
    );
    const { certificates, added: revoked } = withRevocations(taken.certificates, entries ?? []);
    const words = [
      ...(isOthers ? ['What was issued is of another cohort, and was not taken.'] : []),
      `${taken.added} new ${taken.added === 1 ? 'certificate' : 'certificates'}, ${revoked} newly revoked.`,
    ].join(' ');
    const isChanged = taken.added + revoked > 0;
    return { cohort: isChanged ? { ...cohort, certificates } : cohort, words };
  };
}

function partsOf(
  name: string,
  bytes: Uint8Array,
): { readonly receipt?: string | undefined; readonly register?: string | undefined } {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    const text = new TextDecoder().decode(bytes);
    return text.includes('"plumbline-issuer"') ? { register: text } : { receipt: text };
  }
  let files: Readonly<Record<string, Uint8Array>>;
  try {
    files = unzipSync(bytes, {
      filter: (file) =>
        (file.name === RECEIPT || file.name === REGISTER) && file.originalSize <= MOST_BYTES,
    });
  } catch {
    throw new RangeError(`${name} is a ZIP that is cut off or damaged. Bring it once more.`);
  }
  const textOf = (file: string): string | undefined =>
    files[file] === undefined ? undefined : strFromU8(files[file]);
  return { receipt: textOf(RECEIPT), register: textOf(REGISTER) };
}
