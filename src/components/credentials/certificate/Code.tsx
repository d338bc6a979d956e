import type { CodeSquares } from './code-squares.ts';

const QUIET = 4;

/** The code on a certificate, with its quiet zone. */
export function Code({ squares }: { readonly squares: CodeSquares }) {
  const side = squares.size + 2 * QUIET;
  return (
    <svg
      class="cert-code"
      viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      role="img"
      aria-label="QR code: the verify page with this certificate in the link"
      shape-rendering="crispEdges"
    >
      <path d={squares.path} />
    </svg>
  );
}
