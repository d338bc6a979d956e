import { useEffect, useState } from 'preact/hooks';
import { handInKey, type HandIn, type Lines, type SimilarPair } from '#cohort';
import type { FileTree } from '#container';
import type { PanelProps } from '../desk/teach-panel.ts';
import { nameOf } from '../regrade/RegradePanel.tsx';
import { openWork } from './ask-review-worker.ts';
import { textOf } from './WorkFiles.tsx';

/** Two works with the passages that match, side by side. */
export function PairView(
  props: PanelProps & { readonly pair: SimilarPair; readonly handIns: readonly HandIn[] },
) {
  const { pair, handIns, store, attempt, open } = props;
  const [trees, setTrees] = useState<readonly [FileTree, FileTree]>();
  const sides = [pair.a, pair.b].map(({ id, learner }) =>
    handIns.find((one) => one.bundleSha256 === id && one.learner === learner),
  );
  useEffect(() => {
    let isGone = false;
    attempt(async () => {
      const [a, b] = await Promise.all(
        sides.map(async (one) => (one ? (await openWork(await store.bundle(one))).work : {})),
      );
      if (!isGone && a && b) setTrees([a, b]);
      return '';
    });
    return () => {
      isGone = true;
    };
  }, []);
  return (
    <div class="rv-pair">
      <p class="co-ways">
        {sides.map(
          (one) =>
            one && (
              <button
                key={handInKey(one)}
                class="btn tight"
                type="button"
                onClick={() => open('review', handInKey(one))}
              >
                Open {nameOf(props, one)}
              </button>
            ),
        )}
      </p>
      {trees &&
        pair.passages.map(({ a, b }, index) => (
          <div key={index} class="rv-passage">
            <Side tree={trees[0]} lines={a} name={nameOf(props, pair.a)} />
            <Side tree={trees[1]} lines={b} name={nameOf(props, pair.b)} />
          </div>
        ))}
    </div>
  );
}

function Side({
  tree,
  lines,
  name,
}: {
  readonly tree: FileTree;
  readonly lines: Lines;
  readonly name: string;
}) {
  const { path, from, to } = lines;
  const text = (textOf(tree[path]).text ?? '').split('\n').slice(from - 1, to);
  const where = `${name}: ${path}, lines ${from} to ${to}`;
  return (
    <figure>
      <figcaption class="fine">{where}</figcaption>
      <pre tabIndex={0} aria-label={where}>
        <code>{text.join('\n')}</code>
      </pre>
    </figure>
  );
}
