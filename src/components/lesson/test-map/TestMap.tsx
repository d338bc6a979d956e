import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import {
  MOMENTS,
  scoreOf,
  SECTIONS,
  TESTS,
  type Changed,
  type MomentId,
  type Points,
  type SectionId,
} from './tests-of-breck.ts';

const POINTS = [
  [0, 'not done'],
  [0.5, 'by hand'],
  [1, 'by a machine'],
] as const;

/** The 28 tests, section by section: place each at its moment, give it its points, and watch the lowest sum. */
export function TestMap() {
  const [section, setSection] = useState<SectionId>();
  const [changed, setChanged] = useState<Changed>({});
  const [placed, setPlaced] = useState<Readonly<Record<string, MomentId>>>({});
  const [isChecked, setChecked] = useState(false);
  const { sums, score, mean } = scoreOf(changed);
  const shown = TESTS.filter((one) => one.section === section);
  const put = shown.filter(({ id }) => placed[id] !== undefined);
  const right = put.filter(({ id, moment }) => placed[id] === moment).length;
  return (
    <Instrument title="Test map" note="28 tests, six moments. Points as of this quarter.">
      <Part title="The score">
        <dl class="ins-facts">
          {SECTIONS.map(({ id, label }) => (
            <Fragment key={id}>
              <dt>{label}</dt>
              <dd>{sums[id].toFixed(1)}</dd>
            </Fragment>
          ))}
          <dt>score</dt>
          <dd>
            <b>{score.toFixed(1)}</b>, the lowest; the mean would be {mean.toFixed(1)}
          </dd>
        </dl>
      </Part>
      <Part title="The map">
        <Pick
          legend="Section"
          options={SECTIONS}
          chosen={section}
          onChange={(id) => {
            setSection(id);
            setChecked(false);
          }}
        />
        {section && (
          <>
            <Sheet
              caption="Tests of the section"
              isNamed
              stacks
              head={['Test', 'Can first say no when', 'Points']}
              rows={shown.map(({ id, label, moment, points }) => [
                <>
                  {id} {label}
                </>,
                <>
                  <Menu
                    label={`Moment of ${id}`}
                    value={placed[id] ?? ''}
                    options={[
                      ['', 'choose'],
                      ...MOMENTS.map((one) => [one.id, one.label] as const),
                    ]}
                    onChange={(value) => {
                      setChecked(false);
                      setPlaced({ ...placed, [id]: value as MomentId });
                    }}
                  />
                  {isChecked && placed[id] !== undefined && (
                    <Verdict
                      holds={placed[id] === moment}
                      word={placed[id] === moment ? 'as at Harborlight' : 'at Harborlight:'}
                    >
                      {placed[id] !== moment && MOMENTS.find((one) => one.id === moment)?.label}
                    </Verdict>
                  )}
                </>,
                <Menu
                  key={id}
                  label={`Points of ${id}`}
                  value={String(changed[id] ?? points)}
                  options={POINTS.map(([value, words]) => [String(value), words] as const)}
                  onChange={(value) => setChanged({ ...changed, [id]: Number(value) as Points })}
                />,
              ])}
            />
            <div class="ins-btns">
              <ActButton isOff={put.length === 0} onAct={() => setChecked(true)}>
                Compare with Harborlight’s map
              </ActButton>
              <ActButton
                isQuiet
                onAct={() => {
                  setChanged({});
                  setPlaced({});
                  setChecked(false);
                }}
              >
                Start again
              </ActButton>
            </div>
            <Keep
              result={{
                instrument: 'Test map',
                settings: Object.fromEntries(
                  TESTS.map(({ id, label, points }) => [
                    `${id} ${label}`,
                    saidOf(changed[id] ?? points, placed[id]),
                  ]),
                ),
                results: {
                  ...Object.fromEntries(SECTIONS.map(({ id, label }) => [label, sums[id]])),
                  score,
                  mean: Number(mean.toFixed(2)),
                },
              }}
            />
          </>
        )}
      </Part>
      <Said>
        {isChecked && (
          <p>
            <Verdict
              holds={right === put.length}
              word={`${right} of ${put.length} placed agree with Harborlight’s map.`}
            >
              Another order can be right for another team; the earlier moment is the cheaper one.
            </Verdict>
          </p>
        )}
        {Object.keys(changed).length > 0 && (
          <p>
            The score is {score.toFixed(1)}, the lowest of the four sums; it was{' '}
            {scoreOf({}).score.toFixed(1)}.
          </p>
        )}
      </Said>
    </Instrument>
  );
}

/** A test's points and moment, as they are saved. */
function saidOf(points: Points, moment: MomentId | undefined): string {
  const words = POINTS.find(([value]) => value === points)?.[1] ?? '';
  const when = MOMENTS.find(({ id }) => id === moment)?.label;
  return when === undefined ? words : `${words}; ${when}`;
}

interface MenuProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}

function Menu({ label, value, options, onChange }: MenuProps) {
  return (
    <select
      class="field"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {options.map(([id, words]) => (
        <option key={id} value={id}>
          {words}
        </option>
      ))}
    </select>
  );
}
