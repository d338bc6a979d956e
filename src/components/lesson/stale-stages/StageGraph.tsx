import { useRef } from 'preact/hooks';
import type { StageChange } from '#formats';
import { Sheet } from '../instrument/Sheet.tsx';
import { useWidth } from '../instrument/use-width.ts';
import { sayChange } from './edits.ts';
import { digestOf, STAGES, type Files } from './live-pipeline.ts';

/** What came of asking a stage. */
export interface Mark {
  readonly ran: boolean;
  readonly changes: readonly StageChange[];
}

interface Props {
  /** One for each stage that was asked, in order. */
  readonly marks: readonly Mark[];
  readonly files: Files | undefined;
}

const HEIGHT = 150;
/** Each arrow: from which stage to which, and the file on it. */
const ARROWS = [
  { from: 0, to: 1, file: 'train.csv', y: 52 },
  { from: 1, to: 2, file: 'model.json', y: 52 },
] as const;

/** The three stages with their dirty marks, as a drawing and as a table with the reasons. */
export function StageGraph({ marks, files }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const width = useWidth(svg, 640);
  // On a narrow screen the arrows are too short for names; the table below has them.
  const isNarrow = width < 520;
  const box = isNarrow ? 76 : 96;
  const left = (i: number): number => Math.round((i * (width - box - 2)) / 2) + 0.5;
  return (
    <div class="ins-dag">
      <svg ref={svg} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={sayMarks(marks)}>
        {ARROWS.map(({ from, to, file, y }) => (
          <g key={file}>
            <path
              d={`M${left(from) + box} ${y}H${left(to)}M${left(to) - 6} ${y - 3.5}l6 3.5-6 3.5`}
            />
            {!isNarrow && (
              <text x={(left(from) + box + left(to)) / 2} y={y - 8} text-anchor="middle">
                {file}
              </text>
            )}
          </g>
        ))}
        <path
          d={`M${box / 2} 74v32H${left(2) + box / 2}V74M${left(2) + box / 2 - 3.5} 80l3.5-6 3.5 6`}
        />
        <text x={width / 2} y={100} text-anchor="middle">
          holdout.csv
        </text>
        {STAGES.map(({ name }, i) => (
          <g key={name} class={marks[i] ? (marks[i].ran ? 'is-stale' : 'is-clean') : ''}>
            <rect x={left(i)} y={30.5} width={box} height={43} />
            <text x={left(i) + box / 2} y={57} text-anchor="middle">
              {name}
            </text>
            <text x={left(i) + box / 2} y={20} text-anchor="middle">
              {marks[i] ? (marks[i].ran ? '✱ ran' : '= skipped') : ''}
            </text>
          </g>
        ))}
        <text x={width / 2} y={HEIGHT - 12} text-anchor="middle">
          {files ? `metrics.json: ${(files['metrics.json'] ?? '').trim()}` : 'not asked yet'}
        </text>
      </svg>
      <Sheet
        caption="Each stage, and what dvc status says of it"
        isNamed
        stacks
        head={['Stage', 'Asked', 'No longer holds', 'Wrote']}
        rows={STAGES.map(({ name, outs }, i) => {
          const mark = marks[i];
          return [
            name,
            mark ? (mark.ran ? 'stale, has run' : 'up to date') : 'not yet',
            mark && mark.changes.length > 0
              ? mark.changes.map((change) => <div key={sayChange(change)}>{sayChange(change)}</div>)
              : '–',
            mark?.ran && files
              ? outs.map(({ path }) => (
                  <div key={path}>
                    <code>
                      {path} {digestOf(files[path] ?? '').md5.slice(0, 8)}…
                    </code>
                  </div>
                ))
              : '–',
          ];
        })}
      />
    </div>
  );
}

function sayMarks(marks: readonly Mark[]): string {
  const words = STAGES.map(({ name }, i) => {
    const mark = marks[i];
    return `${name} ${mark ? (mark.ran ? 'ran' : 'was skipped') : 'is not asked yet'}`;
  });
  return `prepare leads to train, train to evaluate, and prepare to evaluate. ${words.join(', ')}.`;
}
