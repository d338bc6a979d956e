import { parseArgs } from 'node:util';
import {
  pairWords,
  readSubmission,
  SimilarWorks,
  type BroughtCohort,
  type Lines,
  type SimilarPair,
} from '#cohort';
import { layAnswerOver } from '#container';
import { readProvableLab } from '../provable-lab.ts';
import { cohortIn, oneOf, parsing } from './cohort-file.ts';
import { printable } from './regrade-report.ts';

const text = { type: 'string' } as const;

/** `similar`: which works of a lab resemble each other, with the lines that match. Questions to ask people, no verdicts. */
export async function tellSimilar(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsing(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { lab: text, json: { type: 'boolean', default: false } },
    }),
  );
  const brought = cohortIn(positionals);
  const labs = [
    ...new Set(brought.handIns.flatMap(({ item }) => (item.kind === 'lab' ? [item.id] : []))),
  ].sort();
  const chosen = values.lab === undefined ? labs : [oneOf('--lab', values.lab, labs)];
  const found: (Compared & { readonly lab: string })[] = [];
  for (const lab of chosen) found.push({ lab, ...(await compared(brought, lab)) });
  console.log(
    values.json
      ? JSON.stringify(found, null, 2)
      : found.map((one) => linesOf(one.lab, one).join('\n')).join('\n'),
  );
  return 0;
}

interface Compared {
  readonly works: number;
  readonly pairs: readonly SimilarPair[];
}

/** Compares all works of a lab, but for what each learner began with. */
async function compared({ handIns, bundle }: BroughtCohort, lab: string): Promise<Compared> {
  const works = handIns.flatMap((handIn) => {
    if (handIn.item.kind !== 'lab' || handIn.item.id !== lab) return [];
    const { value } = readSubmission(bundle(handIn));
    return value ? [{ handIn, ...value }] : [];
  });
  const similar = new SimilarWorks();
  const { starter, generate } = await readProvableLab(lab);
  for (const { handIn, manifest, work } of works) {
    const { bundleSha256: id, learner } = handIn;
    const { seed } = manifest;
    similar.add(
      { id, learner, seed },
      work,
      layAnswerOver(starter, (await generate?.(seed)) ?? {}),
    );
  }
  return { works: works.length, pairs: similar.pairs() };
}

const MOST_SHOWN = 5;
const placeOf = ({ path, from, to }: Lines): string => `${path}:${from}-${to}`;

function linesOf(lab: string, { works, pairs }: Compared): readonly string[] {
  return [
    `${lab}: ${pairs.length} ${pairs.length === 1 ? 'pair' : 'pairs'} of ${works} works to look at.`,
    ...pairs.flatMap((pair) => [
      `  ${printable(pair.a.learner)} and ${printable(pair.b.learner)}: ${printable(pairWords(pair))}`,
      ...pair.passages
        .slice(0, MOST_SHOWN)
        .map(({ a, b }) => `    ${printable(placeOf(a))}  ${printable(placeOf(b))}`),
    ]),
  ];
}
