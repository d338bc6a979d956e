export { createEmbeddedEngine, type EmbeddedEngineOptions } from '#host';
