/** The columns that feature code may name, as numbers; a missing one is `undefined`. */
export type Row = Readonly<Record<string, number | undefined>>;

/** One line of feature code: a name, and how it is computed from a row. */
export interface Feature {
  readonly name: string;
  readonly of: (row: Row) => number;
}

/**
 * Reads feature code: lines of `name = expression` with numbers, columns, `+ - * /`, brackets, and
 * `known(column, otherwise)` for a column that may be missing.
 *
 * @throws SyntaxError that names the line when it cannot be read.
 */
export function readFeatureCode(code: string): readonly Feature[] {
  return code
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', expression] = line.split('=').map((part) => part.trim());
      if (expression === undefined) throw new SyntaxError(`No "=" in: ${line}`);
      return { name, of: readExpression(expression) };
    });
}

type Compute = (row: Row) => number;

function readExpression(text: string): Compute {
  const tokens = text.match(/\d+(?:\.\d+)?|[a-z_]\w*|[-+*/(),]/g) ?? [];
  let at = 0;
  const take = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at += 1;
    return true;
  };
  const need = (token: string): void => {
    if (!take(token)) throw new SyntaxError(`"${token}" is missing in: ${text}`);
  };

  const sum = (): Compute => {
    let left = product();
    for (;;) {
      const before = left;
      if (take('+')) left = both(before, product(), (a, b) => a + b);
      else if (take('-')) left = both(before, product(), (a, b) => a - b);
      else return left;
    }
  };
  const product = (): Compute => {
    let left = single();
    for (;;) {
      const before = left;
      if (take('*')) left = both(before, single(), (a, b) => a * b);
      else if (take('/')) left = both(before, single(), (a, b) => a / b);
      else return left;
    }
  };
  const single = (): Compute => {
    if (take('(')) {
      const inner = sum();
      need(')');
      return inner;
    }
    const token = tokens[at] ?? '';
    at += 1;
    if (/^\d/.test(token)) return () => Number(token);
    if (token === 'known') {
      need('(');
      const column = tokens[at] ?? '';
      at += 1;
      need(',');
      const otherwise = sum();
      need(')');
      return (row) => row[column] ?? otherwise(row);
    }
    if (!/^[a-z_]/.test(token)) throw new SyntaxError(`"${token}" cannot stand here: ${text}`);
    return (row) => {
      const value = row[token];
      if (value === undefined) throw new SyntaxError(`The column ${token} is missing in a row.`);
      return value;
    };
  };

  const whole = sum();
  if (at < tokens.length) throw new SyntaxError(`"${tokens[at] ?? ''}" is too much in: ${text}`);
  return whole;
}

const both =
  (a: Compute, b: Compute, join: (a: number, b: number) => number): Compute =>
  (row) =>
    join(a(row), b(row));
