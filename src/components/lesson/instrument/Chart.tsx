import { useId, useRef } from 'preact/hooks';
import { namePlaces } from './name-places.ts';
import { withMinus } from './number-words.ts';
import { placeOn, type Axis } from './plot-scale.ts';
import { Sheet, type SheetProps } from './Sheet.tsx';
import { useWidth } from './use-width.ts';

/** A line, an area of bars, or a staircase over the x axis. Lines are told apart by dash as well as by colour. */
export interface Series {
  readonly name: string;
  readonly as: 'line' | 'dashed' | 'bars' | 'outline';
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A value that means something: drawn across the chart, with its name. */
export interface Limit {
  readonly on: 'x' | 'y';
  readonly at: number;
  readonly name: string;
}

interface Props {
  readonly title: string;
  /** What the chart shows, in a sentence or two: its text for everybody. */
  readonly summary: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly limits?: readonly Limit[];
  /** Its numbers; folded below the chart. */
  readonly table: Omit<SheetProps, 'caption'>;
}

const HEIGHT = 240;
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 22, 26, 42];
/** From one row of names to the next. */
const ROW = 16;

/** A chart as SVG with axes and units, a summary in words and its numbers as a table. Drawn at the width that there is. */
export function Chart({ title, summary, x, y, series, limits = [], table }: Props) {
  const id = useId();
  const svg = useRef<SVGSVGElement>(null);
  const width = useWidth(svg, 640);
  const atX = placeOn(x, LEFT, width - RIGHT);
  const atY = placeOn(y, HEIGHT - BOTTOM, TOP);
  const base = atY(Math.max(y.from, 0));
  const upright = limits
    .filter(({ on }) => on === 'x')
    .map(({ at, name }) => ({ x: atX(at), name }));
  const places = namePlaces(upright, LEFT, width - RIGHT);
  return (
    <figure class="ins-chart">
      <svg
        ref={svg}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={title}
        aria-describedby={id}
      >
        {y.ticks.map((tick) => (
          <g key={`y${tick}`}>
            <path class="ins-grid" d={`M${LEFT} ${atY(tick)}H${width - RIGHT}`} />
            <text x={LEFT - 8} y={atY(tick) + 4} text-anchor="end">
              {(y.say ?? withMinus)(tick)}
            </text>
          </g>
        ))}
        {x.ticks.map((tick) => (
          <text key={`x${tick}`} x={atX(tick)} y={HEIGHT - BOTTOM + 18} text-anchor="middle">
            {(x.say ?? withMinus)(tick)}
          </text>
        ))}
        <path class="ins-axis" d={`M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${width - RIGHT}`} />
        <text x={LEFT} y={13}>
          {y.label}
        </text>
        <text x={width - RIGHT} y={HEIGHT - 6} text-anchor="end">
          {x.label}
        </text>
        {series.map(({ name, as, points }) =>
          as === 'bars' ? (
            <path key={name} class="ins-bars" d={barsOf(points, atX, atY, base)} />
          ) : (
            <path key={name} class={`ins-${as}`} d={lineOf(points, atX, atY)} />
          ),
        )}
        {limits.map(({ on, at, name }) => (
          <g key={name}>
            <path
              class="ins-limit"
              d={
                on === 'y'
                  ? `M${LEFT} ${atY(at)}H${width - RIGHT}`
                  : `M${atX(at)} ${TOP}V${HEIGHT - BOTTOM}`
              }
            />
            {on === 'y' && (
              <text class="ins-limit-name" x={width - RIGHT} y={atY(at) - 5} text-anchor="end">
                {name}
              </text>
            )}
          </g>
        ))}
        {upright.map(({ name }, i) => (
          <text
            key={name}
            class="ins-limit-name"
            x={places[i]?.x}
            y={TOP + 12 + ROW * (places[i]?.row ?? 0)}
            text-anchor={places[i]?.anchor}
          >
            {name}
          </text>
        ))}
      </svg>
      <figcaption>
        <ul class="ins-key" role="list">
          {series.map(({ name, as }) => (
            <li key={name}>
              <svg viewBox="0 0 26 10" aria-hidden="true">
                <path class={`ins-${as}`} d={as === 'bars' ? 'M1 1h24v8H1Z' : 'M0 5h26'} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
        <p id={id}>{summary}</p>
      </figcaption>
      <details>
        <summary>The numbers as a table</summary>
        <Sheet caption={title} isNamed {...table} />
      </details>
    </figure>
  );
}

type Place = (value: number) => number;

function lineOf(points: Series['points'], atX: Place, atY: Place): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${atX(x)} ${atY(y)}`).join('');
}

/** More bars than this stand as one outline: lines between them would be all that is seen on a phone. */
const MOST_SEPARATE_BARS = 30;

/** Bars from each x to the next; the last point only ends the one before it. */
function barsOf(points: Series['points'], atX: Place, atY: Place, base: number): string {
  const bars = points.slice(0, -1).map(([x, y], i) => {
    const end = points[i + 1]?.[0] ?? x;
    return { from: atX(x), to: atX(end), top: atY(y) };
  });
  if (bars.length <= MOST_SEPARATE_BARS) {
    return bars
      .map(({ from, to, top }) => `M${from + 0.5} ${base}V${top}H${to - 0.5}V${base}Z`)
      .join('');
  }
  const outline = bars.map(({ to, top }) => `V${top}H${to}`).join('');
  return `M${bars[0]?.from ?? 0} ${base}${outline}V${base}Z`;
}
