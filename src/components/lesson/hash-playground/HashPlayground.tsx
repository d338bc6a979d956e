import { FindObject } from './FindObject.tsx';
import { FolderDigest } from './FolderDigest.tsx';
import { OneFile } from './OneFile.tsx';
import { useState } from 'preact/hooks';
import { bytesOf } from './file-bytes.ts';

/** Three small experiments on the same bytes: a file and its digests, the folder it is in, and a cache to search. */
export function HashPlayground() {
  const [bytes, setBytes] = useState<Uint8Array>(() => bytesOf('a,b\n1,2\n', 'LF'));
  return (
    <section class="try hash-playground" aria-label="Hash playground">
      <div class="try-h">
        <h3>Hash playground</h3>
        <p class="small dim">Everything is computed in this page, at each key.</p>
      </div>
      <OneFile bytes={bytes} onChange={setBytes} />
      <FolderDigest trainBytes={bytes} />
      <FindObject />
    </section>
  );
}
