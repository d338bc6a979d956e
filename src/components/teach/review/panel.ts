import common from '../collect/collect.css?url';
import sheet from './review.css?url';
import type { TeachPanel } from '../desk/teach-panel.ts';

export const panel: TeachPanel = {
  sheets: [common, sheet],
  load: async () => (await import('./ReviewPanel.tsx')).ReviewPanel,
};
