import { useState } from 'preact/hooks';
import { Part } from '../instrument/Part.tsx';
import { TextField } from '../instrument/TextField.tsx';
import { directoryObject } from './directory-digest.ts';
import { bytesOf, md5Of } from './file-bytes.ts';

/** The folder that the edited file is in: its list, and the list's digest. */
export function FolderDigest({ trainBytes }: { readonly trainBytes: Uint8Array }) {
  const [name, setName] = useState('train.csv');
  const folder = directoryObject([
    { relpath: 'holdout.csv', md5: md5Of(bytesOf('a,b\n3,4\n', 'LF')) },
    { relpath: name, md5: md5Of(trainBytes) },
  ]);
  return (
    <Part title="The folder it is in">
      <TextField label="Name of the edited file" value={name} onInput={setName} />
      <dl class="ins-facts">
        <dt>The list</dt>
        <dd>
          <code>{folder.json}</code>
        </dd>
        <dt>Its name</dt>
        <dd>
          <code class="now">{folder.name}</code>
        </dd>
      </dl>
    </Part>
  );
}
