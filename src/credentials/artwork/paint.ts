import type { Layer } from './draw-badge.ts';
import { outlinesOf, type Outline, type Point } from './outline.ts';

/**
 * Paints layers on a clear ground: red, green, blue and alpha of each pixel, four bytes, row by row from the top.
 *
 * Pure arithmetic, so that a browser and a command line give the same pixels.
 * @param sizePx of the square that shows the 240 units.
 */
export function paint(layers: readonly Layer[], sizePx: number): Uint8Array {
  const pixels = new Float64Array(sizePx * sizePx * 4);
  for (const { path, colour, pen, opacity = 1 } of layers) {
    const cover = new Coverage(sizePx);
    const scale = sizePx / 240;
    for (const outline of outlinesOf(path)) {
      const points = outline.points.map(([x, y]): Point => [x * scale, y * scale]);
      if (pen === undefined) cover.addPolygon(points);
      else addStroke(cover, { ...outline, points }, pen * scale);
    }
    blend(pixels, cover, rgbOf(colour), opacity);
  }
  return bytesOf(pixels);
}

/** How much of each pixel polygons cover: exact areas, summed along rows; polygons that overlap count once. */
class Coverage {
  readonly #size: number;
  readonly #sums: Float64Array;
  #firstRow: number;
  #lastRow = -1;

  constructor(size: number) {
    this.#size = size;
    this.#sums = new Float64Array(size * size);
    this.#firstRow = size;
  }

  /** Adds a polygon, whichever way it is turned. */
  addPolygon(points: readonly Point[]): void {
    const way = areaOf(points) < 0 ? -1 : 1;
    for (const [index, from] of points.entries()) {
      this.#addEdge(from, points[(index + 1) % points.length] ?? from, way);
    }
  }

  /** Tells the share of each pixel that is covered, as its number from the top left. */
  forEach(tell: (pixel: number, share: number) => void): void {
    for (let row = this.#firstRow; row <= this.#lastRow; row += 1) {
      let sum = 0;
      for (let at = row * this.#size; at < (row + 1) * this.#size; at += 1) {
        sum += this.#sums[at] ?? 0;
        const share = Math.min(1, Math.abs(sum));
        if (share > 1e-6) tell(at, share);
      }
    }
  }

  #addEdge([ax, ay]: Point, [bx, by]: Point, way: number): void {
    if (ay === by) return;
    const [direction, x0, y0, x1, y1] = ay < by ? [way, ax, ay, bx, by] : [-way, bx, by, ax, ay];
    const slope = (x1 - x0) / (y1 - y0);
    const last = Math.min(this.#size - 1, Math.ceil(y1) - 1);
    this.#firstRow = Math.min(this.#firstRow, Math.max(0, Math.floor(y0)));
    this.#lastRow = Math.max(this.#lastRow, last);
    for (let row = Math.max(0, Math.floor(y0)); row <= last; row += 1) {
      const [top, foot] = [Math.max(row, y0), Math.min(row + 1, y1)];
      const from = x0 + (top - y0) * slope;
      const to = x0 + (foot - y0) * slope;
      this.#addSpan(row, Math.min(from, to), Math.max(from, to), direction * (foot - top));
    }
  }

  /** Of one row: all that lies right of the edge from `left` to `right` gains `height`. */
  #addSpan(row: number, left: number, right: number, height: number): void {
    const size = this.#size;
    let covered = 0;
    const first = Math.max(0, Math.floor(left));
    const last = Math.min(size - 1, Math.floor(right));
    for (let column = first; column <= last; column += 1) {
      const share = shareRightOf(left, right, column) * height;
      this.#add(row, column, share - covered);
      covered = share;
    }
    this.#add(row, Math.max(0, last + 1), height - covered);
  }

  #add(row: number, column: number, value: number): void {
    if (column >= this.#size) return;
    const at = row * this.#size + column;
    this.#sums[at] = (this.#sums[at] ?? 0) + value;
  }
}

/** The mean share of a pixel that lies right of an edge which runs evenly from `left` to `right`. */
function shareRightOf(left: number, right: number, column: number): number {
  const [from, to] = [left - column, right - column];
  if (to - from < 1e-9) return Math.min(1, Math.max(0, 1 - from));
  const area = (x: number): number => {
    const inside = Math.min(1, Math.max(0, x));
    return Math.min(0, x) + inside - (inside * inside) / 2;
  };
  return Math.min(1, Math.max(0, (area(to) - area(from)) / (to - from)));
}

function areaOf(points: readonly Point[]): number {
  return points.reduce((sum, [x1, y1], index) => {
    const [x2, y2] = points[(index + 1) % points.length] ?? [x1, y1];
    return sum + x1 * y2 - x2 * y1;
  }, 0);
}

/** A stroke with flat ends and round corners, as polygons that may overlap. */
function addStroke(cover: Coverage, { points, closed }: Outline, pen: number): void {
  const half = pen / 2;
  const count = closed ? points.length : points.length - 1;
  for (let index = 0; index < count; index += 1) {
    const from = points[index] ?? [0, 0];
    const to = points[(index + 1) % points.length] ?? from;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (length === 0) continue;
    const [nx, ny] = [(-(to[1] - from[1]) / length) * half, ((to[0] - from[0]) / length) * half];
    cover.addPolygon([
      [from[0] + nx, from[1] + ny],
      [to[0] + nx, to[1] + ny],
      [to[0] - nx, to[1] - ny],
      [from[0] - nx, from[1] - ny],
    ]);
    if (closed || index > 0) cover.addPolygon(disc(from, half));
  }
}

function disc([x, y]: Point, radius: number): readonly Point[] {
  return Array.from({ length: 12 }, (_, index): Point => {
    const angle = (index * Math.PI) / 6;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

function rgbOf(colour: string): readonly [number, number, number] {
  const [, red = '', green = '', blue = ''] = /^#(..)(..)(..)$/.exec(colour) ?? [];
  return [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)];
}

/** Lays a colour over what is there (premultiplied alpha). */
function blend(
  pixels: Float64Array,
  cover: Coverage,
  [red, green, blue]: readonly [number, number, number],
  opacity: number,
): void {
  const lay = (at: number, value: number, alpha: number): void => {
    pixels[at] = (pixels[at] ?? 0) * (1 - alpha) + value * alpha;
  };
  cover.forEach((pixel, share) => {
    const alpha = share * opacity;
    lay(pixel * 4, red, alpha);
    lay(pixel * 4 + 1, green, alpha);
    lay(pixel * 4 + 2, blue, alpha);
    lay(pixel * 4 + 3, 255, alpha);
  });
}

function bytesOf(pixels: Float64Array): Uint8Array {
  const bytes = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at += 4) {
    const alpha = pixels[at + 3] ?? 0;
    if (alpha === 0) continue;
    for (let part = 0; part < 3; part += 1) {
      bytes[at + part] = Math.min(255, Math.round(((pixels[at + part] ?? 0) * 255) / alpha));
    }
    bytes[at + 3] = Math.round(alpha);
  }
  return bytes;
}
