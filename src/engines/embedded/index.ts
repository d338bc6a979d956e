export { createEmbeddedEngine, type EmbeddedEngineOptions } from '#host';
export { EMBEDDED_OFFERS } from './host/embedded-engine.ts';
