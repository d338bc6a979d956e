import { useEffect, useState } from 'preact/hooks';
import {
  carriesWords,
  itemRows,
  itemsCsv,
  RETIRE_WORDS,
  type BankStatistics,
  type HandIn,
  type HandInStatistics,
  type ItemOrder,
} from '#cohort';
import { saveBlob } from '../desk/save-blob.ts';
import type { PanelProps } from '../desk/teach-panel.ts';
import { fileStem } from '../desk/file-stem.ts';
import { itemsOfCohort } from './items-of-cohort.ts';

interface Props extends Pick<PanelProps, 'cohort' | 'attempt'> {
  readonly handIns: readonly HandIn[];
}

/** How the questions of the exams did that the cohort handed in. */
export function ExamItems({ cohort, attempt, handIns }: Props) {
  const [found, setFound] = useState<HandInStatistics>();
  const exams = handIns.filter(({ item }) => item.kind === 'exam');
  const ids = exams.map(({ bundleSha256 }) => bundleSha256).join();
  useEffect(() => {
    let isOld = false;
    if (ids === '') setFound(undefined);
    else {
      attempt(async () => {
        const statistics = await itemsOfCohort(cohort.id, exams);
        if (!isOld) setFound(statistics);
        return '';
      });
    }
    return () => {
      isOld = true;
    };
  }, [cohort.id, ids]);
  if (exams.length === 0) return null;
  return (
    <section class="insight-part" aria-labelledby="items">
      <h2 id="items">Questions of exams</h2>
      <p class="teach-say">
        The share of right answers, and how well a question separates: the correlation of being
        right on it with the share of right answers on all others (point-biserial). Answers are
        judged by the questions, whatever a hand-in says of itself. Nothing here is of one person.
      </p>
      {!found && <p role="status">The answers are being read.</p>}
      {found?.banks.map((bank) => (
        <BankTable key={bank.exam} bank={bank} />
      ))}
      {found && found.left.length > 0 && (
        <details class="insight-more">
          <summary>
            {found.left.length === 1
              ? 'One exam was not counted'
              : `${found.left.length} exams were not counted`}
          </summary>
          <ul>
            {found.left.map(({ name, reason }, at) => (
              <li key={at} class="fine">
                {name}: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      {found && found.banks.length > 0 && (
        <p class="btns">
          <button
            class="btn"
            type="button"
            onClick={() =>
              saveBlob(
                `${fileStem(cohort.name)}-questions.csv`,
                new Blob([itemsCsv(found.banks, { byteOrderMark: true })], { type: 'text/csv' }),
              )
            }
          >
            Save as CSV
          </button>
        </p>
      )}
    </section>
  );
}

const HEADS: readonly {
  readonly order: ItemOrder;
  readonly title: string;
  /** The order in which its first press sorts. */
  readonly descendsFirst: boolean;
}[] = [
  { order: 'bank', title: 'Question', descendsFirst: false },
  { order: 'asked', title: 'Asked', descendsFirst: true },
  { order: 'p', title: 'Right', descendsFirst: false },
  { order: 'discrimination', title: 'Separates', descendsFirst: false },
  { order: 'left', title: 'Left open', descendsFirst: true },
];

function BankTable({ bank }: { readonly bank: BankStatistics }) {
  const [sort, setSort] = useState<{ order: ItemOrder; descends: boolean }>({
    order: 'bank',
    descends: false,
  });
  const rows = itemRows(bank, sort.order, sort.descends);
  const idle = bank.items.length - rows.length;
  return (
    <>
      <h3>{bank.title}</h3>
      <p class="teach-say">
        {carriesWords(bank.sittings)}{' '}
        {idle > 0 && `${idle} of ${bank.items.length} questions were never asked.`}
      </p>
      <div
        class="scroll-x insight-items"
        tabIndex={0}
        role="region"
        aria-label={`Questions of ${bank.title}`}
      >
        <table class="t dense">
          <thead>
            <tr>
              {HEADS.map(({ order, title, descendsFirst }) => {
                const isSorted = sort.order === order;
                const now = sort.descends ? 'descending' : 'ascending';
                return (
                  <th
                    key={order}
                    scope="col"
                    class={order === 'bank' ? undefined : 'r'}
                    aria-sort={isSorted ? now : undefined}
                  >
                    <button
                      class="linklike"
                      type="button"
                      onClick={() =>
                        setSort({ order, descends: isSorted ? !sort.descends : descendsFirst })
                      }
                    >
                      {title}
                      <span aria-hidden="true">
                        {isSorted ? (sort.descends ? ' ↓' : ' ↑') : ''}
                      </span>
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, asked, p, discrimination, left, retire, given }) => (
              <tr key={id}>
                <th scope="row">
                  <details>
                    <summary>
                      <code>{id}</code>
                    </summary>
                    <ul class="insight-given" role="list">
                      {given.map(({ text, count, isRight }) => (
                        <li key={text}>
                          <b class="num">{count}</b> {text}
                          {isRight
                            ? ' (right)'
                            : count === 0 && left < asked
                              ? ' (nobody takes it)'
                              : ''}
                        </li>
                      ))}
                    </ul>
                  </details>
                  {retire && <p class="fine w-error">{RETIRE_WORDS[retire]}</p>}
                </th>
                <td class="r num">{asked}</td>
                <td class="r num">{percentOf(p)}</td>
                <td class="r num">
                  {discrimination === undefined ? '–' : discrimination.toFixed(2)}
                </td>
                <td class="r num">{left}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const percentOf = (share: number | undefined): string =>
  share === undefined ? '–' : `${Math.round(share * 100)} %`;
