/** sucrase checks the options that it is given; ours are the compiler's to check. */
export const createCheckers = (): object => ({ Options: { strictCheck: () => undefined } });
