import type { TeachPanel } from '../desk/teach-panel.ts';

export const panel: TeachPanel = {
  load: async () => (await import('./CohortPanel.tsx')).CohortPanel,
};
