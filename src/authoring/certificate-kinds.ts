import type { PracticalPart } from '#curriculum';
import { readPrograms } from './read-curriculum.ts';
import { readLabs } from './read-lab.ts';

/** What the issuer's page needs to know of the site's content. */
export interface CertificateKinds {
  readonly kinds: readonly {
    readonly id: string;
    readonly title: string;
    readonly promise: string;
    readonly validMonths?: number;
    /** What its knowledge exam must have shown. */
    readonly knowledge: {
      readonly exam: string;
      readonly items: number;
      readonly passPercent: number;
    };
    /** What of the practical part must be shown by records. */
    readonly practical: {
      /** Labs that must be among them. */
      readonly labs: readonly string[];
      readonly atLeast: number;
      /** Points out of 100 that each needs. */
      readonly passPercent: number;
    };
  }[];
  /** Title of each lab, by id. */
  readonly titles: Readonly<Record<string, string>>;
}

/**
 * The certificates that can be issued: those whose practical part is written. And the titles of labs. Throws as its readers.
 */
export function readCertificateKinds(root = '.'): CertificateKinds {
  return {
    kinds: readPrograms(root).flatMap(({ id, title, promise, validMonths, exam }) => {
      const practical = exam && shownByRecords(exam.practical);
      if (!practical) return [];
      const { items, pass } = exam.knowledge;
      const knowledge = { exam: id, items, passPercent: pass };
      const months = validMonths === undefined ? {} : { validMonths };
      return [{ id, title, promise, ...months, knowledge, practical }];
    }),
    titles: Object.fromEntries(readLabs(root).map(({ id, manifest }) => [id, manifest.title])),
  };
}

function shownByRecords(
  part: PracticalPart,
): CertificateKinds['kinds'][number]['practical'] | undefined {
  if (part.kind === 'practice') return { labs: [], atLeast: part.labs, passPercent: part.pass };
  const wanted = part.kind === 'capstone' ? [part.lab] : part.labs.map(({ lab }) => lab);
  const labs = wanted.filter((lab) => lab !== undefined);
  if (labs.length < wanted.length) return undefined;
  return { labs, atLeast: labs.length, passPercent: part.pass };
}
