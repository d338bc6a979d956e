import type { Expression, ValueType } from './expression.ts';
import { AGGREGATIONS, FUNCTIONS } from './function-table.ts';
import { PromqlError } from './promql-error.ts';

const WORDS: Readonly<Record<ValueType, string>> = {
  scalar: 'a number',
  vector: 'an instant vector',
  range: 'a range, such as metric[5m]',
  text: 'a text',
};
const SET_OPERATORS = new Set(['and', 'or', 'unless']);
const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** What an expression gives. */
export function typeOf(expression: Expression): ValueType {
  switch (expression.kind) {
    case 'number':
      return 'scalar';
    case 'text':
      return 'text';
    case 'selector':
    case 'aggregation':
      return 'vector';
    case 'range':
      return 'range';
    case 'negation':
      return typeOf(expression.of);
    case 'call':
      return FUNCTIONS[expression.name]?.gives ?? 'vector';
    case 'binary':
      return typeOf(expression.left) === 'scalar' && typeOf(expression.right) === 'scalar'
        ? 'scalar'
        : 'vector';
  }
}

/** Refuses a query whose parts do not fit each other. @throws PromqlError `PromqlSyntax` */
export function checkTypes(expression: Expression, query: string): void {
  const want = (part: Expression, types: readonly ValueType[], where: string) => {
    const found = typeOf(part);
    if (!types.includes(found)) {
      const wanted = `${types.map((type) => WORDS[type]).join(' or ')} ${where}`;
      throw new PromqlError('PromqlSyntax', query, part.offset, WORDS[found], wanted);
    }
    checkTypes(part, query);
  };
  const refuse = (found: string, wanted: string) => {
    throw new PromqlError('PromqlSyntax', query, expression.offset, found, wanted);
  };
  switch (expression.kind) {
    case 'number':
    case 'text':
    case 'selector':
      return;
    case 'range': {
      want(expression.of, ['vector', 'scalar'], 'before a range');
      return;
    }
    case 'negation': {
      want(expression.of, ['scalar', 'vector'], 'after the sign');
      return;
    }
    case 'aggregation':
      if (expression.parameter && AGGREGATIONS[expression.name]?.parameter === true) {
        want(expression.parameter, ['scalar'], `first in ${expression.name}`);
      }
      {
        want(expression.of, ['vector'], `in ${expression.name}`);
        return;
      }
    case 'call': {
      const { takes = [], optional = 0 } = FUNCTIONS[expression.name] ?? {};
      const { args, name } = expression;
      if (args.length > takes.length || args.length < takes.length - optional) {
        const least = takes.length - optional;
        const wanted = least === takes.length ? `${least}` : `${least} or ${takes.length}`;
        refuse(`${args.length} arguments`, `${wanted} for ${name}`);
      }
      args.forEach((arg, i) => want(arg, [takes[i] ?? 'vector'], `in ${name}`));
      return;
    }
    case 'binary': {
      const { operator, bool, matching, left, right } = expression;
      const sides: ValueType[] = SET_OPERATORS.has(operator) ? ['vector'] : ['scalar', 'vector'];
      want(left, sides, `left of ${operator}`);
      want(right, sides, `right of ${operator}`);
      const scalars = [left, right].filter((side) => typeOf(side) === 'scalar').length;
      if (COMPARISONS.has(operator) && scalars === 2 && !bool) {
        refuse('a comparison of two numbers', `"${operator} bool"`);
      }
      if (scalars > 0 && (matching.labels.length > 0 || matching.kind === 'on')) {
        refuse('a number on one side', 'vectors on both sides of on(…) or ignoring(…)');
      }
    }
  }
}
