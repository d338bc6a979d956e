import type { HandInReceipt } from '#progress';
import type { RecordStep } from './record-step.ts';
import { when } from './sum-up.ts';

/** Receipts of what was handed in, the newest first. */
export function HandedIn({
  receipts,
  steps,
}: {
  /** Oldest first. */
  readonly receipts: readonly HandInReceipt[];
  readonly steps: readonly RecordStep[];
}) {
  if (receipts.length === 0) return null;
  return (
    <section class="row sect" aria-labelledby="handed-in">
      <div class="at tick">Handed in</div>
      <div class="on">
        <h2 id="handed-in">Receipts</h2>
        <p class="safety">
          A receipt says which file you made. When somebody doubts that it is yours, its SHA-256 and
          the key that signed it tell.
        </p>
        <table class="t stack">
          <caption class="vh">Files that you handed in, newest first</caption>
          <thead>
            <tr>
              <th scope="col">Lab</th>
              <th scope="col">Points, self-assessed</th>
              <th scope="col">When</th>
              <th scope="col">File</th>
            </tr>
          </thead>
          <tbody>
            {receipts.toReversed().map((receipt) => (
              <tr key={receipt.id}>
                <td>
                  {steps.find(({ kind, id }) => kind === 'lab' && id === receipt.lab)?.title ??
                    receipt.lab}{' '}
                  {receipt.labVersion}, as {receipt.learner}
                </td>
                <td class="num" data-l="Points, self-assessed">
                  {receipt.points} of {receipt.maxPoints}
                </td>
                <td class="num">{when(receipt.handedInAt)}</td>
                <td>
                  <details>
                    <summary>{receipt.fileName}</summary>
                    <dl class="receipt">
                      <dt>SHA-256</dt>
                      <dd>
                        <code>{receipt.id}</code>
                      </dd>
                      <dt>Signed by</dt>
                      <dd>
                        <code>{receipt.signer}</code>
                      </dd>
                    </dl>
                  </details>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
