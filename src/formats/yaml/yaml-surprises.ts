import { pathText, type DocumentPath } from '../format-fault.ts';
import { readYamlDocument } from './yaml-document.ts';

/** A scalar that YAML 1.2 (DVC, our graders) and Python's yaml read as different values. */
export interface YamlSurprise {
  readonly path: string;
  readonly line: number;
  readonly read12: unknown;
  readonly read11: unknown;
}

/**
 * Every scalar of a document that the two versions of YAML read differently: `NO`, `on`, `0777`, `12:30`, `1_000`. None
 * for a text that is not YAML.
 */
export function yamlSurprises(text: string, file: string): readonly YamlSurprise[] {
  const modern = readYamlDocument(text, file, 'ruamel').value;
  const old = readYamlDocument(text, file, 'pyyaml').value;
  if (!modern || !old) return [];
  const surprises: YamlSurprise[] = [];
  const walk = (a: unknown, b: unknown, path: DocumentPath) => {
    if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
      for (const [key, item] of Object.entries(a)) {
        const step = Array.isArray(a) ? Number(key) : key;
        walk(item, (b as Record<string, unknown>)[key], [...path, step]);
      }
    } else if (a !== b && b !== undefined) {
      surprises.push({ path: pathText(path), line: modern.lineOf(path), read12: a, read11: b });
    }
  };
  walk(modern.value, old.value, []);
  return surprises;
}
