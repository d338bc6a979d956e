import type { ComponentType } from 'preact';
import type { Cohort, CohortStore } from '#cohort';
import type { Catalogue } from './catalogue.ts';
import type { TabId } from './tabs.ts';

/** What every panel is given. A panel reads what else it needs from the store. */
export interface PanelProps {
  readonly store: CohortStore;
  /** As it stands now: a change, of another tab too, draws the panel again. */
  readonly cohort: Cohort;
  /** Counts the changes in the store, but for those of a single hand-in, of which `watchHandIns` tells: a dependency for effects. */
  readonly changes: number;
  readonly catalogue: Catalogue;
  /**
   * Carries something out. What it resolves with is said in the page's status line, an error in words above the panel; nothing is
   * said for an empty text.
   */
  readonly attempt: (work: () => Promise<string>) => void;
  /** Shows another tab, with what that tab is to show first. */
  readonly open: (tab: TabId, detail?: string) => void;
  /** What stands behind the tab in the address: an id, say; empty when nothing does. */
  readonly detail: string;
}

/**
 * One tab of the page. `src/components/teach/<tab>/panel.ts` exports it as `panel`: that alone puts the tab on the page.
 */
export interface TeachPanel {
  /** Addresses of its style sheets, from `import … from '…css?url'`. */
  readonly sheets?: readonly string[];
  /** Its code, fetched when the tab is first opened. */
  readonly load: () => Promise<ComponentType<PanelProps>>;
}
