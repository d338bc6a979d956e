import type { TeachPanel } from '../desk/teach-panel.ts';
import sheet from './insight.css?url';

export const panel: TeachPanel = {
  sheets: [sheet],
  load: async () => (await import('./InsightPanel.tsx')).InsightPanel,
};
