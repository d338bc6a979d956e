import type { PackAudit } from '#cohort';

/** One finding of an audit. */
export interface AuditLine {
  readonly mark: 'pass' | 'fail';
  readonly title: string;
  readonly words: string;
}

const short = (digits: string): string => `${digits.slice(0, 12)}…${digits.slice(-6)}`;

/** What an audit found, in plain words; each finding says what was compared. @param form number of the pack's form */
export function auditLines(audit: PackAudit, form: number): readonly AuditLine[] {
  if (audit.kind === 'other-sitting') {
    return [
      {
        mark: 'fail',
        title: 'Another sitting was revealed',
        words: `The file is of ${audit.revealed}, your pack of ${audit.pack}: ask the issuer for that one.`,
      },
    ];
  }
  const { promised, revealed } = audit.commitment;
  const isKept = promised === revealed;
  const promise: AuditLine = isKept
    ? {
        mark: 'pass',
        title: 'What was revealed is what was promised',
        words: `Hashed again, bank, rules and secret give ${short(revealed)}: the commitment that your pack has had from the start. Compare it with the one that the issuer published.`,
      }
    : {
        mark: 'fail',
        title: 'What was revealed is not what was promised',
        words: `It gives ${short(revealed)}, but your pack was made with the commitment ${short(promised)}. Bank, rules or secret were changed after it. Ask the issuer why.`,
      };
  if (audit.kind !== 'compared') {
    const words =
      audit.kind === 'not-openable'
        ? 'The key that follows from the revealed secret does not open it: it was locked with another secret.'
        : 'No form can be drawn from what was revealed: questions are missing in its bank.';
    return [promise, { mark: 'fail', title: 'Your questions cannot be compared', words }];
  }
  return [
    promise,
    audit.formHolds
      ? {
          mark: 'pass',
          title: 'Your questions follow from it',
          words: `Drawn again from the secret, form ${form} has the seed, the questions and the order of your pack. Nobody chose them.`,
        }
      : {
          mark: 'fail',
          title: 'Your questions do not follow from it',
          words: `Drawn again from the secret, form ${form} has other questions than your pack. Somebody chose them. Ask the issuer why.`,
        },
    audit.itemsHold
      ? {
          mark: 'pass',
          title: 'They are the questions of the bank',
          words: 'Each question of your pack stands in the revealed bank, to the byte.',
        }
      : {
          mark: 'fail',
          title: 'They are not the questions of the bank',
          words: 'At least one question of your pack is worded otherwise in the revealed bank.',
        },
  ];
}
