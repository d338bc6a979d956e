import { RUNS } from './recorded-runs.ts';

/** Where a data set stands in the drawing, in its units. */
export interface Place {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export const BOX_HEIGHT = 34;
export const GRAPH = { width: 720, height: 296 } as const;

const place = (label: string, x: number, y: number, width = 118): Place => ({ label, x, y, width });

export const PLACES: Readonly<Record<string, Place>> = {
  'inbox/applications_2026-04': place('inbox', 0.5, 156.5, 100),
  'bronze/applications': place('bronze', 130.5, 156.5),
  'silver/applications': place('silver', 278.5, 104.5),
  'models/loan-default@3': place('model @3', 426.5, 0.5),
  'gold/features': place('features', 426.5, 52.5),
  'bronze/outcomes': place('outcomes', 426.5, 104.5),
  'decisions/2026-04-05': place('decisions 5', 580.5, 0.5, 139),
  'decisions/2026-04-06': place('decisions 6', 580.5, 52.5, 139),
  'models/loan-default@6': place('model @6', 580.5, 104.5, 139),
  'marts/partner_report': place('partners', 580.5, 156.5, 139),
  'marts/channel_mix': place('channel mix', 580.5, 208.5, 139),
  'marts/marketing_leads': place('leads', 580.5, 260.5, 139),
};

/** A line from what was read to what was written. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly path: string;
}

/** One line for each pair, however often it was walked. */
export const LINES: readonly Line[] = [
  ...new Map(
    RUNS.flatMap(({ inputs, outputs }) =>
      inputs.flatMap((from) => outputs.map((to) => [`${from} ${to}`, lineOf(from, to)] as const)),
    ),
  ).values(),
];

function lineOf(from: string, to: string): Line {
  const [a, b] = [PLACES[from], PLACES[to]];
  if (!a || !b) throw new RangeError(`${from} or ${to} has no place in the drawing.`);
  const [right, middle] = [a.x + a.width, a.y + BOX_HEIGHT / 2];
  const target = b.y + BOX_HEIGHT / 2;
  // What enters the last column turns just before it; the way there is free below the boxes of the middle.
  const turn = from === 'gold/features' || b.x - right < 40 ? b.x - 18 : right + 12;
  return { from, to, path: `M${right} ${middle}H${turn}V${target}H${b.x}m-6 -3.5l6 3.5-6 3.5` };
}
