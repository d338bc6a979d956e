/** An alias that MLflow takes: letters, digits, `_` and `-`. */
const ALIAS = /^[\w-]+$/;
const MOST_ALIAS_CHARACTERS = 255;

/**
 * What MLflow has against an alias, in words, or `undefined` when it takes it.
 *
 * @see curriculum.md 4.4, taken from MLflow's own validators
 */
export function aliasFault(alias: string): string | undefined {
  if (alias === '') return 'it is empty';
  if (alias.length > MOST_ALIAS_CHARACTERS) {
    return `it is ${alias.length} characters long; ${MOST_ALIAS_CHARACTERS} is the limit`;
  }
  if (!ALIAS.test(alias)) return 'it may have letters, digits, "_" and "-" only';
  if (alias.toLowerCase() === 'latest') return '"latest" is reserved';
  if (/^v\d+$/i.test(alias)) return '"v" and a number is reserved for versions';
  return undefined;
}

/** A model of the registry by version or by alias. */
export type ModelUri =
  | { readonly model: string; readonly version: number; readonly alias?: undefined }
  | { readonly model: string; readonly alias: string; readonly version?: undefined };

/**
 * Reads `models:/loan-default/2` or `models:/loan-default@champion`.
 *
 * @throws RangeError that says what was found and what the form is.
 */
export function parseModelUri(uri: string): ModelUri {
  const [, model = '', version, alias] =
    /^models:\/([^/@]+)(?:\/([1-9]\d*)|@(.+))$/.exec(uri) ?? [];
  if (version !== undefined) return { model, version: Number(version) };
  if (alias !== undefined && aliasFault(alias) === undefined) return { model, alias };
  throw new RangeError(
    `${JSON.stringify(uri)} names no model; the forms are models:/<name>/<version> and models:/<name>@<alias>.`,
  );
}
