export * from './build-search.ts';
export * from './find-pages.ts';
export * from './fold-word.ts';
export * from './page-blocks.ts';
export * from './passage.ts';
export * from './search-page.ts';
