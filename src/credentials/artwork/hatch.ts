import { outlinesOf, type Outline } from './outline.ts';

/** Shading: vertical hairlines inside the outlines of `path`, one each `step` units, counted from x = 120, as path data. */
export function hatch(path: string, step: number): string {
  const outlines = outlinesOf(path);
  const lines: string[] = [];
  for (let index = Math.ceil(-108 / step); index * step <= 108; index += 1) {
    const x = 120 + index * step;
    const crossings = outlines.flatMap((outline) => crossingsAt(outline, x));
    crossings.sort((a, b) => a - b);
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const [top = 0, foot = 0] = crossings.slice(at, at + 2);
      if (foot - top > 0.4) lines.push(`M${short(x)} ${short(top)}V${short(foot)}`);
    }
  }
  return lines.join('');
}

function crossingsAt({ points }: Outline, x: number): readonly number[] {
  return points.flatMap(([x1, y1], index) => {
    const [x2, y2] = points[(index + 1) % points.length] ?? [x1, y1];
    // Half open, so that a corner on the line is crossed once.
    if (x1 <= x === x2 <= x) return [];
    return [y1 + ((x - x1) / (x2 - x1)) * (y2 - y1)];
  });
}

/** At most one decimal: a badge has no use for more. */
export const short = (value: number): string => String(Math.round(value * 10) / 10);
