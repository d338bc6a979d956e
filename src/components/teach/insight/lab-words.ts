import type { Catalogue } from '../desk/catalogue.ts';

/** Titles of labs and claims of checks; ids where this edition has none. */
export interface LabWords {
  readonly title: (lab: string) => string;
  readonly claim: (lab: string, check: string) => string;
}

export function labWords({ labs }: Pick<Catalogue, 'labs'>): LabWords {
  const titles = new Map(labs.map(({ id, title }) => [id, title]));
  const claims = new Map(
    labs.flatMap(({ id, tasks }) =>
      tasks.flatMap(({ checks }) =>
        checks.map((check) => [`${id}/${check.id}`, check.claim] as const),
      ),
    ),
  );
  return {
    title: (lab) => titles.get(lab) ?? lab,
    claim: (lab, check) => claims.get(`${lab}/${check}`) ?? check,
  };
}
