import { readPrograms } from './read-curriculum.ts';
import { readLabs } from './read-lab.ts';

/** What the issuer's page needs to know of the site's content. */
export interface CertificateKinds {
  readonly kinds: readonly {
    readonly id: string;
    readonly title: string;
    readonly promise: string;
    readonly validMonths?: number;
  }[];
  /** Title of each lab, by id. */
  readonly titles: Readonly<Record<string, string>>;
}

/** The certificates that programs describe, and the titles of labs. Throws as its readers. */
export function readCertificateKinds(root = '.'): CertificateKinds {
  return {
    kinds: readPrograms(root).map(({ id, title, promise, validMonths }) => ({
      id,
      title,
      promise,
      ...(validMonths !== undefined && { validMonths }),
    })),
    titles: Object.fromEntries(readLabs(root).map(({ id, manifest }) => [id, manifest.title])),
  };
}
