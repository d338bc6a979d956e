export * from './check.ts';
export * from './lab.ts';
export * from './probe.ts';
