import { DECODE } from '../adaptations.ts';
import { fromByteString } from '../bytes.ts';
import { command, text, type Context } from './command.ts';

const strict = new TextDecoder('utf-8', { fatal: true });

/** See `adaptations.ts`. Its exit code is the one that it is given. */
export const decodeCommand = command(DECODE, async ([status = '0', ...args], context) => {
  if (args[0] === '-a') {
    const [, name = '', ...values] = args;
    for (const [index, value] of values.entries()) await store(context, name, value, String(index));
  } else {
    for (const name of args) await store(context, name, context.env.get(name) ?? '');
  }
  return text('', Number(status));
});

async function store(context: Context, name: string, value: string, at?: string): Promise<void> {
  if (!/[\u0080-\u00ff]/.test(value) || /[^\u0000-\u00ff]/.test(value)) return;
  try {
    await context.assignShellVariable?.(name, strict.decode(fromByteString(value)), at);
  } catch {
    // Not UTF-8: the value was text already, or is bytes that have no characters.
  }
}
