/** `NAME SIGN VALUE` */
export interface Assignment {
  readonly name: string;
  /** `=`, `:=`, `::=`, `?=`, `+=`, `!=` */
  readonly sign: string;
  readonly value: string;
}

/** The line without its comment; `\#` is a `#`. */
export function withoutComment(line: string): string {
  const at = /(?:^|[^\\])#/.exec(line);
  const end = at ? at.index + at[0].length - 1 : line.length;
  return line.slice(0, end).replaceAll('\\#', '#');
}

/** An assignment, when the line is one: its sign comes before any colon of a rule. */
export function readAssignment(line: string): Assignment | undefined {
  let depth = 0;
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (char === '(' || char === '{') depth += 1;
    else if (char === ')' || char === '}') depth -= 1;
    if (depth > 0) continue;
    if (char === ':') {
      const [sign] = /^::?=/.exec(line.slice(at)) ?? [];
      return sign === undefined ? undefined : cut(line, at, sign);
    }
    if (char === '=') return cut(line, at, '=');
    if ('?+!'.includes(char) && line.charAt(at + 1) === '=') return cut(line, at, `${char}=`);
  }
  return undefined;
}

function cut(line: string, at: number, sign: string): Assignment | undefined {
  const name = line.slice(0, at).trim();
  // A recipe on the line of its rule may hold anything.
  if (/\s/.test(name.replace(/\$[({][^)}]*[)}]/g, ''))) return undefined;
  return { name, sign, value: line.slice(at + sign.length).replace(/^[ \t]+/, '') };
}

/** Splits a rule at its colon, which may be double; `undefined` when there is none. */
export function splitRule(line: string): { targets: string; rest: string } | undefined {
  let depth = 0;
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (char === '(' || char === '{') depth += 1;
    else if (char === ')' || char === '}') depth -= 1;
    else if (char === ':' && depth === 0) {
      const width = line.charAt(at + 1) === ':' ? 2 : 1;
      return { targets: line.slice(0, at), rest: line.slice(at + width) };
    }
  }
  return undefined;
}
