import type { TeachPanel } from '../desk/teach-panel.ts';
import sheet from './certify.css?url';

export const panel: TeachPanel = {
  sheets: [sheet],
  load: async () => (await import('./CertifyPanel.tsx')).CertifyPanel,
};
