export * from './dvc/directory-object.ts';
