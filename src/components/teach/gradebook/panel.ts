import type { TeachPanel } from '../desk/teach-panel.ts';
import sheet from './gradebook.css?url';

export const panel: TeachPanel = {
  sheets: [sheet],
  load: async () => (await import('./GradebookPanel.tsx')).GradebookPanel,
};
