/** True where WebAssembly can wait for JavaScript (JSPI). */
export const hasJspi = (): boolean =>
  typeof WebAssembly !== 'undefined' && 'Suspending' in WebAssembly;
