import { useState } from 'preact/hooks';
import { readClaims, type SkillClaim, type SkillsMap } from '#cohort';
import { COMPETENCIES, LEVELS, type Level } from '#curriculum';
import { FileChooser } from '../desk/FileChooser.tsx';
import type { PanelProps } from '../desk/teach-panel.ts';

interface Props extends PanelProps {
  readonly map: SkillsMap;
  readonly level: Level;
  readonly onLevel: (level: Level) => void;
  readonly claims: readonly SkillClaim[];
  readonly onClaims: (claims: readonly SkillClaim[]) => void;
}

const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  L1: 'L1 Foundations',
  L2: 'L2 Professional',
  L3: 'L3 Engineer',
  L4: 'L4 Manager',
  L5: 'L5 Architect',
};

/** People by competencies, against the targets of a role. */
export function SkillsMapView({ cohort, map, level, onLevel, claims, onClaims, attempt }: Props) {
  const [shows, setShows] = useState<'level' | 'gap'>('level');
  const names = new Map(cohort.learners.map(({ id, name }) => [id, name || id]));
  const bring = async (file: File): Promise<string> => {
    const ids = new Map(
      cohort.learners.flatMap(
        ({ id, name }) =>
          [
            [id, id],
            [name, id],
          ] as const,
      ),
    );
    const read = readClaims(await file.text(), ids);
    onClaims(read);
    return `${read.length} claims are counted on this page until you leave it; they are not kept.`;
  };
  return (
    <section class="insight-part" aria-labelledby="skills">
      <div class="teach-bar">
        <h2 id="skills">Skills</h2>
        <label class="insight-choice">
          Target
          <select
            class="field"
            value={level}
            onChange={(event) => onLevel(event.currentTarget.value as Level)}
          >
            {LEVELS.map((one) => (
              <option key={one} value={one}>
                {LEVEL_NAMES[one]}
              </option>
            ))}
          </select>
        </label>
        <label class="insight-choice">
          Show
          <select
            class="field"
            value={shows}
            onChange={(event) => setShows(event.currentTarget.value as 'level' | 'gap')}
          >
            <option value="level">levels</option>
            <option value="gap">gaps to the target</option>
          </select>
        </label>
        <FileChooser
          label={claims.length === 0 ? 'Bring what people claim' : 'Bring other claims'}
          name="Claims, as CSV with name, competency and claim"
          accept=".csv"
          class="btn tight"
          onFiles={([file]) => attempt(() => bring(file))}
        />
      </div>
      <p class="teach-say">
        A passed lab shows level 2 in its competencies, and level 3 where its assignment allowed no
        hints. Level 4 is shown by no lab. A claim counts up to one level more than was shown. The
        bus factor counts who owns a competency (level 3): under two, one resignation loses it.
      </p>
      <div class="insight-map" tabIndex={0} role="region" aria-label="Levels by learner">
        <table>
          <thead>
            <tr>
              <th scope="col">Learner</th>
              {map.columns.map(({ competency }) => (
                <th scope="col" key={competency}>
                  <abbr title={nameOf(competency)}>{competency}</abbr>
                </th>
              ))}
              <th scope="col">Gap</th>
            </tr>
            <tr class="insight-sum">
              <th scope="row">Target</th>
              {map.columns.map(({ competency, target }) => (
                <td key={competency}>{target}</td>
              ))}
              <td />
            </tr>
            <tr class="insight-sum">
              <th scope="row">Bus factor</th>
              {map.columns.map(({ competency, busFactor, isAtRisk }) => (
                <td
                  key={competency}
                  class={isAtRisk ? 'is-risk' : undefined}
                  title={isAtRisk ? `${nameOf(competency)}: fewer than two own it` : undefined}
                >
                  {busFactor}
                  {isAtRisk && <span aria-label=", at risk">!</span>}
                </td>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {map.rows.map(({ learner, levels, gaps, gap }) => (
              <tr key={learner}>
                <th scope="row">
                  <bdi>{names.get(learner) ?? learner}</bdi>
                </th>
                {map.columns.map(({ competency }) => {
                  const value = shows === 'level' ? levels[competency] : gaps[competency];
                  return (
                    <td key={competency} class={`${shows}-${value}`}>
                      {value}
                    </td>
                  );
                })}
                <td>{gap}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const nameOf = (id: string): string => COMPETENCIES.find((one) => one.id === id)?.name ?? id;
