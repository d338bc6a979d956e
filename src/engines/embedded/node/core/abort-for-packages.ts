/** The platform's own, where a package brings a copy for those that have none. */
const { AbortController: Controller, AbortSignal: Signal } = globalThis;
export { Controller as AbortController, Signal as AbortSignal };
