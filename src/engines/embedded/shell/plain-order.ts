// Imported first, for its effect: just-bash sorts names of options by `localeCompare` while it loads and at each start.

const PLAIN = /^[a-z0-9-]*$/;

const byLocale = Object.getOwnPropertyDescriptor(String.prototype, 'localeCompare') as {
  value: (this: string, that: string, ...options: unknown[]) => number;
};

/**
 * Plain names are compared letter by letter. A shell's order does not follow the language of the learner's browser, and
 * the first comparison of a browser's own loads the rules of that language: 7 of the 40 ms from a shell's start to its
 * prompt.
 */
Object.defineProperty(String.prototype, 'localeCompare', {
  ...byLocale,
  value(this: string, that: string, ...options: unknown[]): number {
    if (options.length > 0 || !PLAIN.test(this) || !PLAIN.test(that))
      return byLocale.value.call(this, that, ...options);
    return this < that ? -1 : Number(this > that);
  },
});
