import { BUILDINGS, type BadgeDesign, type Building } from './buildings.ts';
import { hatch, short } from './hatch.ts';
import { circle } from './outline.ts';

/** Colours of one printing. The ring lies on the page's ground; the rest lies on the disc. */
export interface BadgePalette {
  readonly ring: string;
  readonly disc: string;
  readonly line: string;
  /** Faces of stone in the small cut. */
  readonly face: string;
}

/** Badges are baked and printed, so they hold their own colours: chalk on night blue, and black on white paper. */
export const BADGE_PALETTES = {
  light: { ring: '#0a2c4e', disc: '#0a2c4e', line: '#f4f7fa', face: '#3d6288' },
  dark: { ring: '#92c4ef', disc: '#0a2c4e', line: '#f4f7fa', face: '#3d6288' },
  mono: { ring: '#000000', disc: '#ffffff', line: '#000000', face: '#d4d4d4' },
} as const satisfies Record<string, BadgePalette>;

export interface BadgeChoice {
  readonly design: BadgeDesign;
  /** Closed rings, one to three: how far the work was checked (A1 to A3). */
  readonly rings: 1 | 2 | 3;
  readonly palette?: BadgePalette;
  /** `small` has heavy lines, for 100 pixels and less. */
  readonly cut?: 'engraved' | 'small';
}

/** One layer: path data that is filled or drawn with a pen of some width. Later layers cover earlier ones. */
export interface Layer {
  readonly path: string;
  readonly colour: string;
  readonly pen?: number;
  readonly opacity?: number;
}

/** The layers of a badge on a field of 240 units square. */
export function drawBadge(choice: BadgeChoice): readonly Layer[] {
  const { palette = BADGE_PALETTES.light, cut = 'engraved' } = choice;
  const building = BUILDINGS[choice.design];
  const small = cut === 'small';
  const parts = small ? smallParts(building, palette) : engravedParts(building, palette);
  return [...rings(choice.rings, palette, small), ...parts, ...foot(building, palette, small)];
}

function rings(count: 1 | 2 | 3, { ring, disc }: BadgePalette, small: boolean): readonly Layer[] {
  const pen = count === 1 ? 3 : count === 2 ? 2.2 : 1.7;
  const radii = { 1: [115.5], 2: [117.6, 113.4], 3: [118.6, 115.6, 112.6] }[count];
  const outer = radii.map((radius) => ({ path: circle(120, 120, radius), colour: ring, pen }));
  const field: Layer = { path: circle(120, 120, 110), colour: disc };
  // On white paper the disc needs a bound of its own.
  const bound = disc === '#ffffff' ? [{ path: field.path, colour: ring, pen: 1.2 }] : [];
  return [...(small ? outer.slice(0, count) : outer), field, ...bound];
}

function smallParts(building: Building, { disc, line, face }: BadgePalette): readonly Layer[] {
  const { body, joints, bob } = building;
  return [
    { path: body, colour: face },
    { path: joints, colour: line, pen: 2, opacity: 0.8 },
    { path: body, colour: line, pen: 4.2 },
    { path: `M120 15V${bob.top + 2}`, colour: disc, pen: 12 },
    { path: weight(bob, 2, 1.25), colour: line },
    { path: weight(bob, 2, 1.25), colour: disc, pen: 1.6 },
    { path: `M120 15V${bob.top + 6}`, colour: line, pen: 4 },
  ];
}

function engravedParts(building: Building, { disc, line }: BadgePalette): readonly Layer[] {
  const { body, shade, joints, fineJoints, bob } = building;
  const fine = fineJoints === undefined ? [] : [{ path: fineJoints, colour: line, pen: 0.7 }];
  return [
    { path: circle(120, 120, 107), colour: line, pen: 0.7, opacity: 0.8 },
    { path: scale(), colour: line, pen: 0.7, opacity: 0.85 },
    { path: sky(), colour: line, pen: 0.45, opacity: 0.3 },
    { path: ground(), colour: line, pen: 0.5, opacity: 0.42 },
    { path: body, colour: disc },
    { path: hatch(body, 2.4), colour: line, pen: 0.55, opacity: 0.7 },
    { path: hatch(shade, 1.1), colour: line, pen: 0.62, opacity: 0.95 },
    ...fine,
    { path: joints, colour: line, pen: 1.05 },
    { path: body, colour: line, pen: 1.9 },
    { path: `M120 15V${bob.top + 2}`, colour: disc, pen: 7 },
    { path: weight(bob, 1.4, 1), colour: disc, pen: 3.2 },
    { path: weight(bob, 1.4, 1), colour: line },
    { path: `M120 15V${bob.top + 6}`, colour: line, pen: 2 },
    { path: weightInShade(bob), colour: disc, opacity: 0.28 },
  ];
}

function weight(bob: Building['bob'], neck: number, grow: number): string {
  const { top, half } = bob;
  const tip = bob.tip + (grow - 1) * 36;
  const high = tip - top;
  const at = (share: number): string => short(top + share * high);
  const left = (width: number): string => short(120 - width);
  const right = (width: number): string => short(120 + width);
  const [wide, shoulder] = [half * grow, half * grow * 0.72];
  return `M${left(neck)} ${at(0)}H${right(neck)}V${at(0.1)}L${right(shoulder)} ${at(0.18)}L${right(wide)} ${at(0.34)}L120 ${at(1)}L${left(wide)} ${at(0.34)}L${left(shoulder)} ${at(0.18)}L${left(neck)} ${at(0.1)}Z`;
}

function weightInShade({ top, tip, half }: Building['bob']): string {
  const at = (share: number): string => short(top + share * (tip - top));
  return `M120 ${at(0.13)}V${at(0.97)}L${short(120 + half)} ${at(0.34)}L${short(120 + half * 0.72)} ${at(0.18)}Z`;
}

/** The strokes that count the level, or the lozenge of an endorsement. */
function foot(building: Building, palette: BadgePalette, small: boolean): readonly Layer[] {
  const { level } = building;
  if (level === 0) {
    const lozenge = 'M120 181.5L126.5 188L120 194.5L113.5 188Z';
    return [
      { path: lozenge, colour: palette.disc, pen: 6 },
      { path: lozenge, colour: palette.line },
    ];
  }
  const strokes = Array.from(
    { length: level },
    (_, index) => `M${120 + 8 * (index - (level - 1) / 2)} 183v10`,
  ).join('');
  return [
    { path: strokes, colour: palette.disc, pen: 9 },
    { path: strokes, colour: palette.line, pen: small ? 3.6 : 2.6 },
  ];
}

/** A division each two degrees, longer at ten and at thirty. */
function scale(): string {
  const marks: string[] = [];
  for (let degrees = 0; degrees < 360; degrees += 2) {
    const length = degrees % 30 === 0 ? 6.5 : degrees % 10 === 0 ? 3.5 : 2;
    const angle = (degrees * Math.PI) / 180;
    const at = (radius: number): string =>
      `${short(120 + radius * Math.sin(angle))} ${short(120 - radius * Math.cos(angle))}`;
    marks.push(`M${at(105 - length)}L${at(105)}`);
  }
  return marks.join('');
}

function sky(): string {
  const lines: string[] = [];
  for (let x = 27; x <= 213; x += 3) {
    if (Math.abs(x - 120) < 5) continue;
    const half = Math.sqrt(95 ** 2 - (x - 120) ** 2);
    lines.push(`M${x} ${short(120 - half)}V${short(Math.min(171, 120 + half))}`);
  }
  return lines.join('');
}

function ground(): string {
  return [172.5, 174.8, 177.8, 181.4, 185.8, 190.8, 196.6]
    .map((y) => {
      const half = Math.sqrt(95 ** 2 - (y - 120) ** 2);
      return `M${short(120 - half)} ${y}H${short(120 + half)}`;
    })
    .join('');
}
