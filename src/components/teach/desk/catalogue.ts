import type { AssignedItem, CertificateKind } from '#cohort';

/** Something that can be assigned. */
export interface CatalogueItem extends AssignedItem {
  /** Title of the course; of an exam: what it examines. */
  readonly course: string;
  readonly minutes?: number;
  /** Path on this site. */
  readonly href: string;
}

/** A lab as far as the instructor's page tells of it. */
export interface CatalogueLab {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly sha256: string;
  /** Points of 100 that pass, by its author. */
  readonly pass: number;
  readonly skills: readonly string[];
  readonly tasks: readonly {
    readonly id: string;
    readonly title: string;
    readonly points: number;
    readonly checks: readonly {
      readonly id: string;
      readonly claim: string;
      readonly must?: true;
    }[];
  }[];
}

/** What the site has to teach with, as of its build. It travels in the page. */
export interface Catalogue {
  /** By course, in reading order. */
  readonly items: readonly CatalogueItem[];
  readonly labs: readonly CatalogueLab[];
  /** Certificates that can be issued. */
  readonly certificates: readonly CertificateKind[];
  /** Engines that the site's configuration allows. */
  readonly engines: readonly ('embedded' | 'webcontainer')[];
}

/** Id of the element in which the page carries it. */
export const CATALOGUE_ID = 'teach-catalogue';
