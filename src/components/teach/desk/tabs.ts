import type { TeachPanel } from './teach-panel.ts';

/** The instructor's way, in its order. The id is the folder of the panel. */
export const TABS = [
  { id: 'cohort', name: 'Cohort' },
  { id: 'assign', name: 'Assign' },
  { id: 'collect', name: 'Collect' },
  { id: 'regrade', name: 'Re-grade' },
  { id: 'review', name: 'Review' },
  { id: 'gradebook', name: 'Gradebook' },
  { id: 'insight', name: 'Insight' },
  { id: 'certify', name: 'Certify' },
] as const;

export type TabId = (typeof TABS)[number]['id'];

const PANELS = import.meta.glob('/src/components/teach/*/panel.ts', {
  eager: true,
  import: 'panel',
}) as Readonly<Record<string, TeachPanel | undefined>>;

/** The panel of a tab; `undefined` as long as there is none. */
export const panelOf = (id: TabId): TeachPanel | undefined =>
  PANELS[`/src/components/teach/${id}/panel.ts`];

/** The tabs that have a panel. */
export const SHOWN_TABS = TABS.filter(({ id }) => panelOf(id) !== undefined);
