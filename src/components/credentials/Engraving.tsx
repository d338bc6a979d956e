import { engraving, ENGRAVING } from '#credentials';

interface Props {
  readonly digest: string;
  /** Of each half: 20 in print, 7 in the small cut. */
  readonly lines: number;
}

/** The pattern of a certificate, drawn anew from its digest wherever it is shown. */
export function Engraving({ digest, lines }: Props) {
  return (
    <svg
      class="engraving"
      viewBox={`-2 0 ${ENGRAVING.width + 4} ${ENGRAVING.height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`A woven pattern of vertical lines, computed from the digest ${digest.slice(0, 8)}; its middle is left free for one straight line.`}
    >
      <path d={engraving(digest, lines)} vector-effect="non-scaling-stroke" />
    </svg>
  );
}
