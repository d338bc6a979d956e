import { useState } from 'preact/hooks';
import { Instrument } from '../instrument/Instrument.tsx';
import { FindObject } from './FindObject.tsx';
import { FolderDigest } from './FolderDigest.tsx';
import { OneFile } from './OneFile.tsx';
import { bytesOf } from './file-bytes.ts';

/** Three small experiments on the same bytes: a file and its digests, the folder it is in, and a cache to search. */
export function HashPlayground() {
  const [bytes, setBytes] = useState<Uint8Array>(() => bytesOf('a,b\n1,2\n', 'LF'));
  return (
    <Instrument title="Hash playground" note="Everything is computed in this page, at each key.">
      <OneFile bytes={bytes} onChange={setBytes} />
      <FolderDigest trainBytes={bytes} />
      <FindObject />
    </Instrument>
  );
}
