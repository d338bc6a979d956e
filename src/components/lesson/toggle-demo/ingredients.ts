/** The five things that make a model, in the order of the lesson. */
export const INGREDIENTS = ['code', 'data', 'parameters', 'environment', 'randomness'] as const;
export type Ingredient = (typeof INGREDIENTS)[number];

/** Each ingredient as it was for the January model, or as it is now. */
export type Moment = 'january' | 'today';
export type Recipe = Readonly<Record<Ingredient, Moment>>;

export const JANUARY: Recipe = {
  code: 'january',
  data: 'january',
  parameters: 'january',
  environment: 'january',
  randomness: 'january',
};

const featureCode = (missingScore: number): string =>
  [
    'dti     = debt / income',
    'burden  = amount / (income * term)',
    `bureau  = (known(score, ${missingScore}) - 650) / 100`,
    'late    = late_payments',
    'device  = device_risk',
    'partner = partner_channel',
    '',
  ].join('\n');

/** The small files of which the run is made; the data is a table and stands in `training-run.ts`. */
export const FILES: Readonly<
  Record<Exclude<Ingredient, 'data'>, { readonly path: string } & Readonly<Record<Moment, string>>>
> = {
  code: { path: 'src/features.txt', january: featureCode(640), today: featureCode(600) },
  parameters: {
    path: 'params.yaml',
    january: 'train:\n  l2: 1.0\n  max_iter: 8\n',
    today: 'train:\n  l2: 2.0\n  max_iter: 8\n',
  },
  environment: {
    path: 'environment.lock',
    january: 'tinyfit 1.8.0\n',
    today: 'tinyfit 1.9.0\n',
  },
  randomness: { path: 'seed.txt', january: '105\n', today: '106\n' },
};

/** What changed between January and today, in one sentence each. */
export const CHANGES: Readonly<Record<Ingredient, string>> = {
  code: 'A clean-up: a missing bureau score now counts as 600, not 640.',
  data: 'The same path, with the 250 April rows appended.',
  parameters: 'The penalty l2 went from 1.0 to 2.0.',
  environment: 'The library went from 1.8.0 to 1.9.0, which adds numbers in pairs, not one by one.',
  randomness: 'The seed that draws four rows of five went from 105 to 106.',
};
