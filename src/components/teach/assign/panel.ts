import type { TeachPanel } from '../desk/teach-panel.ts';
import sheet from './assign.css?url';

export const panel: TeachPanel = {
  sheets: [sheet],
  load: async () => (await import('./AssignPanel.tsx')).AssignPanel,
};
