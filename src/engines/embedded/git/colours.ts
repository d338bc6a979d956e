const RESET = '\x1b[m';

const CODES = {
  red: '\x1b[31m',
  green: '\x1b[32m',
  yellow: '\x1b[33m',
  cyan: '\x1b[36m',
  bold: '\x1b[1m',
  boldRed: '\x1b[1;31m',
  boldGreen: '\x1b[1;32m',
  boldYellow: '\x1b[1;33m',
  boldCyan: '\x1b[1;36m',
  blue: '\x1b[34m',
  magenta: '\x1b[35m',
} as const;

export type Colour = keyof typeof CODES;

/** Puts text in a colour, or leaves it. */
export type Paint = (colour: Colour, text: string) => string;

export const painter =
  (on: boolean): Paint =>
  (colour, text) =>
    on && text !== '' ? `${CODES[colour]}${text}${RESET}` : text;
