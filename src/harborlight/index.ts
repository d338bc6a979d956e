export * from './application.ts';
export * from './customer.ts';
export * from './fnv1a.ts';
export * from './random.ts';
export * from './table.ts';
