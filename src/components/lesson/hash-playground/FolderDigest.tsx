import { useId, useState } from 'preact/hooks';
import { directoryObject } from './directory-digest.ts';
import { bytesOf, md5Of } from './file-bytes.ts';

/** The folder that the edited file is in: its list, and the list's digest. */
export function FolderDigest({ trainBytes }: { readonly trainBytes: Uint8Array }) {
  const id = useId();
  const [name, setName] = useState('train.csv');
  const folder = directoryObject([
    { relpath: 'holdout.csv', md5: md5Of(bytesOf('a,b\n3,4\n', 'LF')) },
    { relpath: name, md5: md5Of(trainBytes) },
  ]);
  return (
    <div class="hash-part">
      <h4>The folder it is in</h4>
      <div class="hash-name">
        <label for={id}>Name of the edited file</label>
        <input
          id={id}
          class="field"
          type="text"
          value={name}
          spellcheck={false}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <dl class="hash-facts">
        <dt>The list</dt>
        <dd>
          <code>{folder.json}</code>
        </dd>
        <dt>Its name</dt>
        <dd>
          <code class="now">{folder.name}</code>
        </dd>
      </dl>
    </div>
  );
}
