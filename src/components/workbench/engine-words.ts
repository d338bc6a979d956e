import type { Bench } from './bench.ts';

const WORDS: Readonly<Record<string, { readonly label: string; readonly note: string }>> = {
  embedded: { label: 'the built-in engine', note: 'Runs in this browser, also without a network' },
  webcontainer: { label: 'WebContainers', note: 'StackBlitz’s engine; comes from stackblitz.com' },
};

/** An engine in words for the learner: its name, and one line on what choosing it means. */
export function engineInWords(name: string): { readonly label: string; readonly note: string } {
  return WORDS[name] ?? { label: name, note: '' };
}

/** The engines that the lab could run on instead of the one that it is on. */
export function otherEngines({
  engineChoices,
  engineName,
}: Pick<Bench, 'engineChoices' | 'engineName'>): readonly string[] {
  return engineChoices.value.filter((name) => name !== engineName.value);
}
