export * from './site-settings.ts';
export * from './webcontainer-engine.ts';
