import type { SetAsideFile } from '#cohort';
import { momentOf } from '../desk/dates.ts';
import type { PanelProps } from '../desk/teach-panel.ts';
import { SET_ASIDE_WORDS } from './collect-words.ts';

/** What was collected and is not graded, list by list, each file with its reason. */
export function SetAsideLists({
  files,
  store,
  cohort,
  attempt,
}: PanelProps & { readonly files: readonly SetAsideFile[] }) {
  const names = Object.keys(SET_ASIDE_WORDS) as SetAsideFile['list'][];
  const lists = names.flatMap((list) => {
    const own = files.filter((file) => file.list === list);
    return own.length === 0 ? [] : [{ list, own }];
  });
  if (lists.length === 0) return null;
  const learner = (id: string | undefined): string =>
    cohort.learners.find((one) => one.id === id)?.name ?? '';
  const dismiss = (file: SetAsideFile): void =>
    attempt(async () => {
      await store.dismiss(cohort.id, file.sha256);
      return 'It was taken off the list.';
    });
  return (
    <section class="co-aside" aria-labelledby="co-aside-name">
      <h2 id="co-aside-name">Set aside: {files.length}</h2>
      <p class="teach-say">
        These are not graded, and their bytes are not kept. When one of them was right after all,
        ask for the file again.
      </p>
      {lists.map(({ list, own }) => (
        <details key={list} open={own.length <= 5}>
          <summary>
            <b>{SET_ASIDE_WORDS[list].name}</b> <span class="num">{own.length}</span>
            <span class="fine">{SET_ASIDE_WORDS[list].says}</span>
          </summary>
          <ul role="list">
            {own.map((file) => (
              <li key={file.sha256}>
                <p>
                  <span class="mono co-file">{file.fileName}</span>{' '}
                  <span class="fine">
                    {learner(file.learner)} {momentOf(file.receivedAt)}
                  </span>
                </p>
                <p class="co-why">{file.reason}</p>
                <button
                  class="linklike small"
                  type="button"
                  aria-label={`Take ${file.fileName} off the list`}
                  onClick={() => dismiss(file)}
                >
                  Take off the list
                </button>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
