import sheet from './collect.css?url';
import type { TeachPanel } from '../desk/teach-panel.ts';

export const panel: TeachPanel = {
  sheets: [sheet],
  load: async () => (await import('./CollectPanel.tsx')).CollectPanel,
};
