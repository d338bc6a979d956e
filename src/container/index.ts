export * from './engine.ts';
export * from './file-tree.ts';
export * from './join-bytes.ts';
export * from './json-tree.ts';
export * from './lab-container.ts';
export * from './lab-error.ts';
export * from './lab-ports.ts';
export * from './printed-by.ts';
