export * from './choose-engine.ts';
export * from './embedded/index.ts';
export * from './webcontainer/index.ts';
