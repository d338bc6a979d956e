export type Point = readonly [x: number, y: number];

/** A line of points; `closed` when it returns to its first. */
export interface Outline {
  readonly points: readonly Point[];
  readonly closed: boolean;
}

const COMMAND = /([MLHVhvAZ])([^A-Za-z]*)/g;
/** Units of a chord of an arc: on a badge of 600 pixels a quarter of one. */
const CHORD = 0.6;

/**
 * The outlines of SVG path data with the commands M, L, H, V, h, v, A (unrotated) and Z; arcs become short chords.
 *
 * @throws RangeError on any other command.
 */
export function outlinesOf(path: string): readonly Outline[] {
  const outlines: { points: Point[]; closed: boolean }[] = [];
  if (path.replace(COMMAND, '').trim() !== '') throw new RangeError(`path data: ${path}`);
  for (const [, command = '', numbers = ''] of path.matchAll(COMMAND)) {
    const values = (numbers.match(/-?[\d.]+/g) ?? []).map(Number);
    if (command === 'M') outlines.push({ points: [], closed: false });
    const outline = outlines.at(-1);
    if (!outline) throw new RangeError(`path data that begins without M: ${path}`);
    const [x, y] = outline.points.at(-1) ?? [0, 0];
    const [first = 0, second = 0] = values;
    if (command === 'Z') outline.closed = true;
    else if (command === 'H') outline.points.push([first, y]);
    else if (command === 'V') outline.points.push([x, first]);
    else if (command === 'h') outline.points.push([x + first, y]);
    else if (command === 'v') outline.points.push([x, y + first]);
    else if (command === 'A') outline.points.push(...chordsOf([x, y], values));
    else outline.points.push([first, second]);
  }
  return outlines;
}

/** A full circle as path data. */
export function circle(x: number, y: number, radius: number): string {
  return `M${x - radius} ${y}A${radius} ${radius} 0 0 1 ${x + radius} ${y}A${radius} ${radius} 0 0 1 ${x - radius} ${y}Z`;
}

/** @see https://www.w3.org/TR/SVG2/implnote.html#ArcConversionEndpointToCenter */
function chordsOf([x1, y1]: Point, values: readonly number[]): readonly Point[] {
  const [rx = 0, ry = 0, , large = 0, sweep = 0, x2 = 0, y2 = 0] = values;
  const [px, py] = [(x1 - x2) / 2 / rx, (y1 - y2) / 2 / ry];
  const half = Math.min(1, Math.hypot(px, py));
  const reach = Math.sqrt(1 - half * half) * (large === sweep ? -1 : 1);
  const [nx, ny] = half === 0 ? [0, 0] : [py / half, -px / half];
  const [cx, cy] = [(x1 + x2) / 2 + reach * nx * rx, (y1 + y2) / 2 + reach * ny * ry];
  const from = Math.atan2((y1 - cy) / ry, (x1 - cx) / rx);
  let turn = Math.atan2((y2 - cy) / ry, (x2 - cx) / rx) - from;
  if (sweep === 1 && turn < 0) turn += 2 * Math.PI;
  if (sweep === 0 && turn > 0) turn -= 2 * Math.PI;
  const steps = Math.max(1, Math.ceil((Math.abs(turn) * Math.max(rx, ry)) / CHORD));
  return Array.from({ length: steps }, (_, step): Point => {
    if (step === steps - 1) return [x2, y2];
    const angle = from + (turn * (step + 1)) / steps;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
  });
}
