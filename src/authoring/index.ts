export * from './content.ts';
export * from './folder-tree.ts';
export * from './mdx-source.ts';
export * from './near-miss.ts';
export * from './problem.ts';
export * from './read-curriculum.ts';
export * from './read-lab.ts';
export * from './yaml-source.ts';
