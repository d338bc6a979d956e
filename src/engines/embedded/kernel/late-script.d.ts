/**
 * A module that is in the bundle as text and becomes a script with the first call: `import load from 'late:./part.ts'`.
 * `load()` is the module. `host/late-scripts.ts` bundles it so.
 */
declare module 'late:*' {
  const load: () => unknown;
  export default load;
}
