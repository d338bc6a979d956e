import { BOX_HEIGHT, GRAPH, LINES, PLACES } from './graph-places.ts';
import type { Reached } from './impact-walk.ts';

interface Props {
  readonly start: string;
  readonly reached: readonly Reached[];
  /** The same in words. */
  readonly summary: string;
}

/** The data sets and what was made of what; those that the walk has reached carry the number of their step. */
export function Graph({ start, reached, summary }: Props) {
  const steps = new Map([
    [start, 0],
    ...reached.map(({ dataset, steps: step }) => [dataset, step] as const),
  ]);
  const isWalked = (from: string, to: string): boolean =>
    steps.has(from) &&
    reached.some(({ dataset, by }) => dataset === to && by.inputs.includes(from));
  const { width, height } = GRAPH;
  return (
    <div class="scroll-x diagram" role="region" aria-label="The graph" tabIndex={0}>
      <svg
        width={width}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Ten runs over twelve data sets. ${summary}`}
      >
        {[false, true].map((walked) =>
          LINES.filter(({ from, to }) => isWalked(from, to) === walked).map(
            ({ from, to, path }) => (
              <path key={`${from} ${to}`} d={path} class={walked ? 'd-conn d-acc' : 'd-conn'} />
            ),
          ),
        )}
        {Object.entries(PLACES).map(([dataset, { label, x, y, width: wide }]) => {
          const step = steps.get(dataset);
          return (
            <g key={dataset} class="d-m">
              <g class="d-box">
                <rect x={x} y={y} width={wide} height={BOX_HEIGHT} />
              </g>
              {step !== undefined && (
                <rect class="d-conn d-acc" x={x} y={y} width={wide} height={BOX_HEIGHT} />
              )}
              <text x={x + 10} y={y + 21}>
                {label}
              </text>
              {step !== undefined && (
                <text class="d-acct" x={x + wide - 9} y={y + 21} text-anchor="end">
                  {step}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
