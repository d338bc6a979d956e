import load from 'late:just-bash/browser';
import type * as JustBash from 'just-bash/browser';

/**
 * In place of just-bash in the bundle: the same names, behind which just-bash comes with the first use. It is nine tenths of
 * the shell's script, and a terminal shows its first prompt without it.
 */
const justBash = load as () => typeof JustBash;

export const Bash: typeof JustBash.Bash = late('Bash');
export const InMemoryFs: typeof JustBash.InMemoryFs = late('InMemoryFs');
export const getCommandNames: typeof JustBash.getCommandNames = () => justBash().getCommandNames();

function late<Name extends 'Bash' | 'InMemoryFs'>(name: Name): (typeof JustBash)[Name] {
  return new Proxy(function () {} as unknown as (typeof JustBash)[Name], {
    construct: (_, args: never[]) => Reflect.construct(justBash()[name], args) as object,
  });
}
