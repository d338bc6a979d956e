/** Labels of a series, its name under `__name__`. */
export type Labels = Readonly<Record<string, string>>;

export interface LabelMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
  readonly matches: (value: string) => boolean;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'
  | 'atan2'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'and'
  | 'or'
  | 'unless';

/** How the series of two sides find each other. */
export interface VectorMatching {
  /** `on`: only these labels count; `ignoring`: all but these. */
  readonly kind: 'on' | 'ignoring';
  readonly labels: readonly string[];
  /** The side that may have many series for one of the other. */
  readonly many?: 'left' | 'right' | undefined;
  /** Labels that the result takes from the side of the one. */
  readonly include: readonly string[];
}

/** A read query. Offsets count characters from 0. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number; readonly offset: number }
  | { readonly kind: 'text'; readonly value: string; readonly offset: number }
  | {
      readonly kind: 'selector';
      readonly matchers: readonly LabelMatcher[];
      /** Seconds back in time. */
      readonly shift: number;
      readonly offset: number;
    }
  | {
      readonly kind: 'range';
      readonly of: Expression;
      /** Seconds. */
      readonly range: number;
      /** Of a subquery: how far apart it is evaluated, in seconds. */
      readonly step?: number;
      readonly shift: number;
      readonly offset: number;
    }
  | { readonly kind: 'negation'; readonly of: Expression; readonly offset: number }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly offset: number;
    }
  | {
      readonly kind: 'aggregation';
      readonly name: string;
      readonly grouping: { readonly kind: 'by' | 'without'; readonly labels: readonly string[] };
      readonly parameter?: Expression | undefined;
      readonly of: Expression;
      readonly offset: number;
    }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      /** Of a comparison: 0 and 1 instead of a filter. */
      readonly bool: boolean;
      readonly matching: VectorMatching;
      readonly left: Expression;
      readonly right: Expression;
      readonly offset: number;
    };

export type ValueType = 'scalar' | 'vector' | 'range' | 'text';
