/** What is needed of the platform, taken before any program runs, which may change or take away names of the scope. */
const scope = globalThis as unknown as {
  importScripts?: (url: string) => void;
  /** Of the host in Node, which has no `importScripts`: runs a classic script. */
  runScript?: (source: string, name: string) => void;
};
const { URL: NativeUrl, Blob: NativeBlob } = globalThis;
const createUrl = NativeUrl.createObjectURL.bind(NativeUrl);
const revokeUrl = NativeUrl.revokeObjectURL.bind(NativeUrl);
const load = scope.importScripts?.bind(globalThis);
const runInHost = scope.runScript?.bind(globalThis);

/** Whether this worker is one of Node's. */
export const isNodeHost: boolean = runInHost !== undefined;

/**
 * Runs a classic script at once, in sloppy mode, on the global scope.
 *
 * In a browser by `importScripts` of a `blob:`, which a policy without `unsafe-eval` allows.
 *
 * @throws SyntaxError when it does not parse, and whatever it throws.
 */
export function runScript(source: string, name: string): void {
  if (runInHost) {
    runInHost(source, name);
    return;
  }
  // Firefox and Safari load a script by its type only.
  const type = 'text/javascript';
  const url = createUrl(new NativeBlob([source, `\n//# sourceURL=${name}`], { type }));
  try {
    load?.(url);
  } catch (error) {
    // Chromium says by which call it was read.
    if (error instanceof SyntaxError)
      error.message = error.message.replace(/^Failed to execute 'importScripts' on '\w+': /, '');
    throw error;
  } finally {
    revokeUrl(url);
  }
}
