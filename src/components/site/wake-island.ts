import { h, hydrate, render, type ComponentType } from 'preact';
import { holdFields } from './give-back.ts';
import { IslandRoot, type IslandProps } from './island-root.ts';
import { lateStyle } from './late-style.ts';
import { pointerRests } from './pointer-rests.ts';
import { pressEarly } from './press-early.ts';

interface IslandModule {
  readonly Island: ComponentType<IslandProps>;
  /** Addresses of its style sheets, from `import … from './x.css?url'`. */
  readonly sheets?: readonly string[];
}

const PARTS = import.meta.glob('/src/components/*/*/island.ts') as Readonly<
  Record<string, (() => Promise<IslandModule>) | undefined>
>;

/**
 * Brings a `Late` part of the page to life: fetches its code and style sheet, then takes over what is written there or
 * draws it, while nothing is pressed. What was done to it before is done again.
 *
 * @throws when there is no such island, or when its code cannot be fetched; the page's text stays as it was
 */
export async function wakeIsland(element: HTMLElement): Promise<void> {
  const { island = '', props = '{}' } = element.dataset;
  const load = PARTS[`/src/components/${island}/island.ts`];
  if (!load) throw new Error(`There is no src/components/${island}/island.ts.`);
  const { Island, sheets = [] } = await load();
  // Its code has just run: what draws it is another task, so that neither is long.
  await nextTask();
  await Promise.all(sheets.map(lateStyle));
  await pointerRests();
  const root = h(IslandRoot, {
    of: Island,
    props: JSON.parse(props) as IslandProps,
    name: island,
  });
  const giveBack = holdFields(element);
  if (element.querySelector(':scope > :not(noscript, svg)')) hydrate(root, element);
  else {
    element.textContent = '';
    render(root, element);
  }
  element.dataset['live'] = '';
  giveBack();
  element.dispatchEvent(new Event('live'));
  // What was given back is drawn by then: a form that is sent has it.
  await nextTask();
  pressEarly(element);
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
