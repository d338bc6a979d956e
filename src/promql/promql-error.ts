/** Where in a query something stands, counted from 1. */
export interface QueryPlace {
  readonly line: number;
  readonly column: number;
}

/** The line and column of an offset in a query. */
export function placeOf(query: string, offset: number): QueryPlace {
  const before = query.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/**
 * A query that cannot be read, or that cannot be answered: `PromqlSyntax` when its text is wrong, `PromqlEvaluation` when
 * the data at hand do not fit it (two series where one is wanted, for example).
 */
export class PromqlError extends Error {
  override readonly name: 'PromqlSyntax' | 'PromqlEvaluation';
  /** In characters, from 0. */
  readonly offset: number;
  readonly place: QueryPlace;
  readonly found: string;
  readonly wanted: string;

  constructor(
    name: 'PromqlSyntax' | 'PromqlEvaluation',
    query: string,
    offset: number,
    found: string,
    wanted: string,
  ) {
    const place = placeOf(query, offset);
    super(`line ${place.line}, column ${place.column}: found ${found}, wanted ${wanted}`);
    this.name = name;
    this.offset = offset;
    this.place = place;
    this.found = found;
    this.wanted = wanted;
  }
}
