import type { Program } from '../../kernel/process.ts';

const PIECE_LINES = 512;

/** GNU's `yes`: a line again and again, until nobody reads it any longer. */
export const yes: Program = async (context) => {
  const words = context.argv.slice(1);
  const option = words.find((word) => /^-./.test(word));
  if (option !== undefined && option !== '--') {
    const fault = option.startsWith('--')
      ? `unrecognized option '${option}'`
      : `invalid option -- '${option.charAt(1)}'`;
    context.stderr(`yes: ${fault}\nTry 'yes --help' for more information.\n`);
    return 1;
  }
  const line = words.filter((word) => word !== '--').join(' ') || 'y';
  const piece = new TextEncoder().encode(`${line}\n`.repeat(PIECE_LINES));
  while (!context.signal.aborted) {
    context.stdout(piece);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return 0;
};
