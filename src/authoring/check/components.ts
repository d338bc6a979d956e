import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '#container';
import type { Content } from '../content.ts';
import { attributeText, elementsOf, type JsxElement } from '../jsx-element.ts';
import { lineOfNode } from '../mdx-source.ts';
import { didYouMean } from '../near-miss.ts';
import type { Problem } from '../problem.ts';
import { quoteLabFile } from '../quote-lab-file.ts';
import { textsOf } from './texts.ts';

type Fault = Pick<Problem, 'what' | 'todo'>;

/** A component that a text uses exists, and what it names in its attributes exists. */
export function components(content: Content): readonly Problem[] {
  const known = componentNames(content.root);
  return textsOf(content).flatMap(({ file, tree }) =>
    [...elementsOf(tree)].flatMap((element) => {
      const fault = faultOf(element, known, content);
      return fault ? [{ file, line: lineOfNode(element), ...fault }] : [];
    }),
  );
}

function faultOf(
  element: JsxElement,
  known: readonly string[],
  content: Content,
): Fault | undefined {
  const name = element.name ?? '';
  if (!/^[A-Z]/.test(name)) return undefined;
  if (!known.includes(name)) {
    return {
      what: `There is no component <${name}>.`,
      todo: `${didYouMean(name, known)}A lesson may use: ${known.join(', ')}.`,
    };
  }
  if (name === 'Term') return termFault(attributeText(element, 'id'), content);
  if (name === 'LabCard') return labFault(attributeText(element, 'lab'), content, '<LabCard>');
  if (name === 'LabFile') return quoteFault(element, content);
  return undefined;
}

function termFault(id: string | undefined, { glossary }: Content): Fault | undefined {
  const terms = glossary.map((entry) => entry.id);
  if (id === undefined) {
    return { what: '<Term> names no entry.', todo: 'Write <Term id="digest">digests</Term>.' };
  }
  if (terms.includes(id)) return undefined;
  return {
    what: `There is no glossary entry "${id}".`,
    todo: `${didYouMean(id, terms)}A glossary entry stands in content/glossary/.`,
  };
}

function labFault(lab: string | undefined, { labs }: Content, element: string): Fault | undefined {
  const ids = labs.map(({ id }) => id);
  if (lab === undefined) {
    return {
      what: `${element} names no lab.`,
      todo: 'Add lab="…", the name of a folder in labs/.',
    };
  }
  if (ids.includes(lab)) return undefined;
  return {
    what: `There is no lab "${lab}".`,
    todo: `${didYouMean(lab, ids)}A lab stands in labs/.`,
  };
}

function quoteFault(element: JsxElement, content: Content): Fault | undefined {
  const lab = attributeText(element, 'lab');
  const path = attributeText(element, 'path');
  const fault = labFault(lab, content, '<LabFile>');
  if (fault) return fault;
  if (lab === undefined || path === undefined) {
    return { what: '<LabFile> names no file.', todo: 'Add path="starter/README.md".' };
  }
  // A broken lab.yaml is reported at its own place.
  if (!content.labs.find(({ id }) => id === lab)?.data) return undefined;
  try {
    quoteLabFile(lab, path, attributeText(element, 'lines'), content.root);
    return undefined;
  } catch (error) {
    if (error instanceof LabError) return { what: error.message, todo: error.hint };
    throw error;
  }
}

/** What stands directly in `src/components/lesson/`, by file name. */
function componentNames(root: string): readonly string[] {
  const folder = join(root, 'src/components/lesson');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.astro'))
    .map((name) => name.replace('.astro', ''))
    .sort();
}
