import { useState } from 'preact/hooks';
import { pairWords, type HandIn, type SimilarPair } from '#cohort';
import { loadStarter } from '../../workbench/lab-files.ts';
import { titleOf } from '../collect/CollectedList.tsx';
import type { PanelProps } from '../desk/teach-panel.ts';
import { nameOf } from '../regrade/RegradePanel.tsx';
import { findSimilar } from './ask-review-worker.ts';
import { PairView } from './PairView.tsx';

interface Compared {
  readonly lab: string;
  readonly pairs: readonly SimilarPair[];
}

/** Asks, for one lab, which works resemble each other. @param props.handIns in the order in which a pair is named */
export function SimilarWorksSection(props: PanelProps & { readonly handIns: readonly HandIn[] }) {
  const { handIns, attempt } = props;
  const labs = [...new Set(handIns.flatMap(({ item }) => (item.kind === 'lab' ? [item.id] : [])))];
  const [lab, setLab] = useState(labs[0] ?? '');
  const [compared, setCompared] = useState<Compared>();
  const [isBusy, setBusy] = useState(false);
  if (labs.length === 0) return null;
  const compare = (): void =>
    attempt(async () => {
      setBusy(true);
      try {
        const { files } = await loadStarter(lab);
        const works = handIns.filter(({ item }) => item.kind === 'lab' && item.id === lab);
        const pairs = await findSimilar({ lab, handIns: works, starter: files });
        setCompared({ lab, pairs });
        return pairs.length === 0
          ? `No two of ${works.length} works resemble each other more than the lab makes them.`
          : pairs.length === 1
            ? `One pair of ${works.length} works is worth a look.`
            : `${pairs.length} pairs of ${works.length} works are worth a look.`;
      } finally {
        setBusy(false);
      }
    });
  const name = (learner: string): string => nameOf(props, { learner });
  return (
    <section class="rv-similar" aria-labelledby="rv-similar">
      <h2 id="rv-similar">Works that resemble each other</h2>
      <p class="teach-say">
        Compared are the learners’ own lines, whatever names and comments say; what the starter has
        and what a third of the class shares is left out. It is a question to ask people, never a
        verdict: two may have sat at one table, or read the same page.
      </p>
      <p class="co-ways">
        <label for="rv-lab">Lab</label>
        <select
          id="rv-lab"
          class="field"
          value={lab}
          onChange={({ currentTarget }) => setLab(currentTarget.value)}
        >
          {labs.map((id) => (
            <option key={id} value={id}>
              {titleOf(props, { item: { kind: 'lab', id } })}
            </option>
          ))}
        </select>
        <button class="btn" type="button" disabled={isBusy} onClick={compare}>
          {isBusy ? 'Comparing…' : 'Compare all works'}
        </button>
      </p>
      {compared && compared.lab === lab && (
        <ul role="list" class="rv-pairs">
          {compared.pairs.map((pair) => (
            <li key={pair.a.id + pair.b.id}>
              <details>
                <summary>
                  <b>
                    {name(pair.a.learner)} and {name(pair.b.learner)}
                  </b>{' '}
                  <span class="fine">{pairWords(pair)}</span>
                </summary>
                <PairView {...props} pair={pair} />
              </details>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
