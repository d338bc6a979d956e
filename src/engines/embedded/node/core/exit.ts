import { loop } from './event-loop.ts';
import { kernel } from './kernel-link.ts';
import { freeze } from './natives.ts';
import { output } from './output.ts';
import { lastChanges } from './tree-copy.ts';

let begun = false;

/** Ends the process now, with what it has printed and changed. It never returns: nothing of the program runs after. */
export function endProcess(code: number): never {
  if (!begun) {
    begun = true;
    loop.stop();
    output.flush();
    const delta = lastChanges();
    kernel.say({ type: 'exit', code: code & 0xff, delta }, [delta.changed.bytes.buffer]);
  }
  return freeze();
}
