import {
  inWords,
  pathText,
  type DocumentPath,
  type FormatFault,
  type Reading,
} from '../format-fault.ts';
import type { YamlDocument } from './yaml-document.ts';

/** What a place of a document must hold. Data, so that a format reads like its specification. */
export type Shape =
  | { readonly kind: 'anything' }
  | { readonly kind: 'text'; readonly matches?: RegExp; readonly words: string }
  | { readonly kind: 'integer'; readonly least?: number; readonly words: string }
  | { readonly kind: 'truth' }
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'list';
      readonly of: Shape;
      readonly atLeast?: number;
      readonly atMost?: number;
    }
  | {
      readonly kind: 'mapping';
      readonly required?: Readonly<Record<string, Shape>>;
      readonly optional?: Readonly<Record<string, Shape>>;
      /** What other keys hold; without it there may be none. */
      readonly others?: Shape;
      /** How many entries a mapping of `others` must have. */
      readonly exactly?: number;
    }
  | { readonly kind: 'either'; readonly of: readonly Shape[]; readonly words: string };

export const anything: Shape = { kind: 'anything' };
export const truth: Shape = { kind: 'truth' };
export const anyText: Shape = { kind: 'text', words: 'text' };

/** Holds a document to a shape: the value, or a fault for every place that does not fit. */
export function holdTo<T>(document: YamlDocument, shape: Shape): Reading<T> {
  const [first, ...others] = faultsIn(document.value, shape, [], document);
  return first ? { faults: [first, ...others] } : { value: document.value as T };
}

function faultsIn(
  value: unknown,
  shape: Shape,
  path: DocumentPath,
  document: YamlDocument,
): FormatFault[] {
  const fault = (wanted: string, at: DocumentPath = path, found = inWords(value)): FormatFault => ({
    file: document.file,
    line: document.lineOf(at),
    path: pathText(at),
    found,
    wanted,
  });
  switch (shape.kind) {
    case 'anything':
      return [];
    case 'text':
      return typeof value === 'string' && (shape.matches?.test(value) ?? true)
        ? []
        : [fault(shape.words)];
    case 'integer':
      return Number.isInteger(value) && (value as number) >= (shape.least ?? -Infinity)
        ? []
        : [fault(shape.words)];
    case 'truth':
      return typeof value === 'boolean' ? [] : [fault('true or false')];
    case 'nothing':
      return value === null ? [] : [fault('nothing')];
    case 'either': {
      const attempts = shape.of.map((one) => faultsIn(value, one, path, document));
      if (attempts.some((faults) => faults.length === 0)) return [];
      // Of alternatives of different kinds, the one that fits on the outside tells what is wrong inside.
      return (
        attempts.find((faults) => faults.every((one) => one.path !== pathText(path))) ?? [
          fault(shape.words),
        ]
      );
    }
    case 'list': {
      if (!Array.isArray(value)) return [fault('a list')];
      const { atLeast = 0, atMost = Infinity } = shape;
      if (value.length < atLeast || value.length > atMost) {
        const many = atLeast === atMost ? `${atLeast}` : `at least ${atLeast}`;
        return [fault(`${many} of them`, path, `${value.length} entries`)];
      }
      return value.flatMap((item, i) => faultsIn(item, shape.of, [...path, i], document));
    }
    case 'mapping': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        return [fault('a mapping')];
      }
      const { required = {}, optional = {}, others, exactly } = shape;
      const entries = Object.entries(value as Record<string, unknown>);
      if (exactly !== undefined && entries.length !== exactly) {
        return [fault(`a mapping with ${exactly} entry`, path, `${entries.length} entries`)];
      }
      const missing = Object.keys(required)
        .filter((key) => !Object.hasOwn(value, key))
        .map((key) => fault(`the key "${key}"`, path, `no key "${key}"`));
      const inside = entries.flatMap(([key, item]) => {
        const at = [...path, key];
        const known = Object.hasOwn(required, key)
          ? required[key]
          : Object.hasOwn(optional, key)
            ? optional[key]
            : others;
        if (known) return faultsIn(item, known, at, document);
        const names = [...Object.keys(required), ...Object.keys(optional)].join(', ');
        return [fault(`one of ${names}`, at, `the key "${key}"`)];
      });
      return [...missing, ...inside];
    }
  }
}
