import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { DidDocument } from '#credentials';
import { focusIfLost } from '../../site/focus-if-lost.ts';
import type { KnownIssuer, ListedIssuers } from './known-issuers.ts';

interface Props {
  readonly listed: ListedIssuers;
  readonly own: readonly KnownIssuer[];
  /** Issuers whose keys were shown or who stand in the certificate, and who have no name here yet. */
  readonly candidates: readonly { readonly id: string; readonly document?: DidDocument }[];
  readonly lasting: boolean;
  readonly onKeep: (issuers: readonly KnownIssuer[]) => void;
}

/** Whom this copy of the page knows, and whom the reader adds on this device. */
export function IssuersHere({ listed, own, candidates, lasting, onKeep }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isChanged = useRef(false);
  const change = (issuers: readonly KnownIssuer[]): void => {
    isChanged.current = true;
    onKeep(issuers);
  };
  useEffect(() => {
    if (isChanged.current) focusIfLost(heading.current);
  }, [own]);
  const none = listed.issuers.length + own.length === 0;
  return (
    <section class="row sect" aria-labelledby="issuers">
      <div class="at tick">Issuers</div>
      <div class="on">
        <h2 id="issuers" ref={heading} tabIndex={-1}>
          Whom you know
        </h2>
        <p class="criteria">
          A signature shows which key signed. Whose key that is, somebody must have checked: whoever
          runs this site, or you.
        </p>
        {none && <p class="dim">No issuer is listed yet.</p>}
        <ul class="issuers">
          {listed.issuers.map(({ id, name }) => (
            <li key={id}>
              <b>{name}</b> <span class="fine mono">{id}</span>
              <span class="dim small">listed by this site</span>
            </li>
          ))}
          {own.map(({ id, name }) => (
            <li key={id}>
              <b>{name}</b> <span class="fine mono">{id}</span>
              <button
                class="btn tight"
                type="button"
                aria-label={`Take ${name} off the list`}
                onClick={() => change(own.filter((one) => one.id !== id))}
              >
                Take off
              </button>
            </li>
          ))}
        </ul>
        {candidates.map((candidate) => (
          <AddIssuer
            key={candidate.id}
            id={candidate.id}
            onAdd={(name) => change([...own, { ...candidate, name }])}
          />
        ))}
        {!lasting && (
          <p role="alert">
            This browser keeps nothing for this page: your list lasts until you close it.
          </p>
        )}
      </div>
    </section>
  );
}

function AddIssuer({ id, onAdd }: { readonly id: string; readonly onAdd: (name: string) => void }) {
  const [name, setName] = useState('');
  const field = useId();
  return (
    <form
      class="add-issuer"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') onAdd(name.trim());
      }}
    >
      <p>
        You have checked, by another way than this file, who holds the keys of{' '}
        <span class="mono fine">{id}</span>? Give it a name, and this device will know it.
      </p>
      <label for={field}>Name of the issuer</label>
      <div class="btns">
        <input
          id={field}
          class="field"
          autocomplete="off"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button class="btn" type="submit" disabled={name.trim() === ''}>
          Add to my issuers
        </button>
      </div>
    </form>
  );
}
