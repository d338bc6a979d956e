export { createEmbeddedEngine, lendEngine, type EmbeddedEngineOptions } from '#host';
export { EMBEDDED_OFFERS } from './host/embedded-engine.ts';
export { lentEngine } from './host/lent-engine.ts';
export { thrown, type Thrown } from './kernel/thrown.ts';
