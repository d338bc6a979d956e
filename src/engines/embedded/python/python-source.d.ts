/** Python source that esbuild puts into the bundle as text: `import source from './x.py' with { type: 'text' }`. */
declare module '*.py' {
  const source: string;
  export default source;
}
