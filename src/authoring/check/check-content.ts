import { readContent, readingProblems, type Content } from '../content.ts';
import { inReadingOrder, type Problem } from '../problem.ts';
import { components } from './components.ts';
import { contentAnatomy } from './content-anatomy.ts';
import { examBanks } from './exam-banks.ts';
import { examBlueprints } from './exam-blueprints.ts';
import { headings } from './headings.ts';
import { imports } from './imports.ts';
import { labAnatomy } from './lab-anatomy.ts';
import { labChecks } from './lab-checks.ts';
import { linkText } from './link-text.ts';
import { links } from './links.ts';
import { listedLessons } from './listed-lessons.ts';
import { quizBanks } from './quiz-banks.ts';
import { references } from './references.ts';
import { tableHeaders } from './table-headers.ts';
import { textAlternatives } from './text-alternatives.ts';

/** Every rule of the content. A rule says what it finds and never stops another. */
const RULES: readonly ((content: Content) => readonly Problem[])[] = [
  readingProblems,
  contentAnatomy,
  listedLessons,
  references,
  quizBanks,
  examBanks,
  examBlueprints,
  links,
  linkText,
  components,
  imports,
  headings,
  textAlternatives,
  tableHeaders,
  labAnatomy,
  labChecks,
];

/** What a check of all content found. */
export interface ContentReport {
  /** In reading order; empty when the content holds. */
  readonly problems: readonly Problem[];
  readonly content: Content;
}

/** Holds all content below a project's root to every rule. */
export function checkContent(root = '.'): ContentReport {
  const content = readContent(root);
  return { content, problems: inReadingOrder(RULES.flatMap((rule) => rule(content))) };
}
