/** The address of a module, for `import(address)` later. See `late-module.ts`. */
declare module '*?late' {
  const address: string;
  export default address;
}
