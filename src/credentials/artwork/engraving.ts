import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** The field that an engraving fills, in units. */
export const ENGRAVING = { width: 300, height: 1500 } as const;

/** Units that stay free on each side of the straight line in the middle. */
const FREE = 9;
const SEGMENTS = 96;

/**
 * The digest by which a certificate is told apart: SHA-256 of its `proofValue`, in hexadecimal. A signature fits one
 * document only, so another document has another digest.
 */
export function digestOf(proofValue: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(proofValue)));
}

interface Wave {
  readonly amplitude: number;
  readonly across: number;
  readonly along: number;
  readonly phase: number;
}

/**
 * The pattern of a certificate, as path data: vertical lines that six waves push aside, each wave made of four bytes of the
 * digest, so that two certificates never look alike. The middle is left free for the one line that stays straight.
 *
 * @param digest of at least 24 bytes, in hexadecimal.
 * @param lines of each half: 20 in print, 7 in the small cut; fewer lines show the same waves.
 */
export function engraving(digest: string, lines: number): string {
  const waves = wavesOf(digest);
  const weights = waves.reduce((sum, { amplitude }) => sum + amplitude, 0);
  const push = (x: number, t: number, side: number): number => {
    const sum = waves.reduce(
      (total, { amplitude, across, along, phase }) =>
        total + amplitude * Math.sin(2 * Math.PI * (across * x * side + along * t) + phase),
      0,
    );
    return (sum / weights) * Math.sin(Math.PI * t) ** 0.35;
  };
  const paths: string[] = [];
  for (let line = 0; line < lines; line += 1) {
    const x = (line + 0.5) / lines;
    const give = 0.52 * (4 * x * (1 - x)) ** 0.6;
    for (const side of [1, -1]) {
      const points: string[] = [];
      for (let step = 0; step <= SEGMENTS; step += 1) {
        const t = step / SEGMENTS;
        const out = Math.max(0, x + give * push(x, t, side));
        const half = ENGRAVING.width / 2 - FREE;
        const at = ENGRAVING.width / 2 + side * (FREE + out * half);
        points.push(`${at.toFixed(1)} ${(t * ENGRAVING.height).toFixed(1)}`);
      }
      paths.push(`M${points.join('L')}`);
    }
  }
  return paths.join('');
}

function wavesOf(digest: string): readonly Wave[] {
  const byte = (at: number): number => parseInt(digest.slice(at * 2, at * 2 + 2), 16);
  return Array.from({ length: 6 }, (_, k) => ({
    amplitude: 0.45 + (0.55 * byte(4 * k)) / 255,
    across: 0.15 + 0.16 * (byte(4 * k + 1) % 5),
    along: 1 + 0.75 * (byte(4 * k + 2) % 9),
    phase: (2 * Math.PI * byte(4 * k + 3)) / 255,
  }));
}
