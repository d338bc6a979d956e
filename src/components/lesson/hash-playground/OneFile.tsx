import { useId, useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { Part } from '../instrument/Part.tsx';
import {
  bytesOf,
  cachePath,
  digitsKept,
  fromHex,
  md5Of,
  sha256Of,
  toHex,
  type LineEnd,
} from './file-bytes.ts';

interface Props {
  readonly bytes: Uint8Array;
  readonly onChange: (bytes: Uint8Array) => void;
}

const START = 'a,b\n1,2\n';
const START_MD5 = md5Of(bytesOf(START, 'LF'));

/** A file as text and as bytes; either can be edited, the digests follow. */
export function OneFile({ bytes, onChange }: Props) {
  const id = useId();
  const [text, setText] = useState(START);
  const [lineEnd, setLineEnd] = useState<LineEnd>('LF');
  const [hex, setHex] = useState(toHex(bytes));
  const hexIsReadable = fromHex(hex) !== undefined;

  const write = (nextText: string, nextEnd: LineEnd): void => {
    const next = bytesOf(nextText, nextEnd);
    setText(nextText);
    setLineEnd(nextEnd);
    setHex(toHex(next));
    onChange(next);
  };
  const writeHex = (nextHex: string): void => {
    setHex(nextHex);
    const next = fromHex(nextHex);
    if (!next) return;
    const decoded = new TextDecoder().decode(next);
    setText(decoded.replace(/\r\n/g, '\n'));
    setLineEnd(decoded.includes('\r\n') ? 'CRLF' : 'LF');
    onChange(next);
  };

  const md5 = md5Of(bytes);
  const characters = Array.from(new TextDecoder().decode(bytes)).length;
  return (
    <Part title="One file">
      <div class="ins-two">
        <div>
          <label for={`${id}-text`}>train.csv, as text</label>
          <textarea
            id={`${id}-text`}
            class="field"
            rows={4}
            spellcheck={false}
            value={text}
            onInput={(event) => write(event.currentTarget.value, lineEnd)}
          />
        </div>
        <div>
          <label for={`${id}-hex`}>The same file, as bytes</label>
          <textarea
            id={`${id}-hex`}
            class="field"
            rows={4}
            spellcheck={false}
            value={hex}
            aria-invalid={!hexIsReadable}
            aria-describedby={`${id}-hex-note`}
            onInput={(event) => writeHex(event.currentTarget.value)}
          />
          <p id={`${id}-hex-note`} class="small dim">
            {hexIsReadable
              ? 'Two hexadecimal digits for each byte.'
              : 'Not pairs of hexadecimal digits yet.'}
          </p>
        </div>
      </div>
      <div class="ins-btns">
        <ActButton onAct={() => write(`${text}\n`, lineEnd)}>Add a line end</ActButton>
        <button
          class="btn tight"
          type="button"
          aria-pressed={lineEnd === 'CRLF'}
          onClick={() => write(text, lineEnd === 'LF' ? 'CRLF' : 'LF')}
        >
          Line ends: {lineEnd === 'LF' ? '\\n' : '\\r\\n'}
        </button>
        <ActButton onAct={() => write(START, 'LF')}>Undo all edits</ActButton>
      </div>
      <dl class="ins-facts">
        <dt>Size</dt>
        <dd>
          {bytes.length} bytes, {characters} characters
        </dd>
        <dt>md5 before</dt>
        <dd>
          <code>{START_MD5}</code>
        </dd>
        <dt>md5 now</dt>
        <dd>
          <code class="now">{md5}</code>
        </dd>
        <dt>Digits kept</dt>
        <dd>{digitsKept(START_MD5, md5)} of 32 in the same place; chance alone keeps 2</dd>
        <dt>sha256</dt>
        <dd>
          <code>{sha256Of(bytes)}</code>
        </dd>
        <dt>In the cache</dt>
        <dd>
          <code>{cachePath(md5)}</code>
        </dd>
      </dl>
      <Keep
        result={{
          instrument: 'Hash playground',
          settings: { 'bytes of the file': toHex(bytes) },
          results: {
            'size, bytes': bytes.length,
            md5,
            'digits of 32 kept': digitsKept(START_MD5, md5),
            sha256: sha256Of(bytes),
            'in the cache': cachePath(md5),
          },
        }}
      />
      <p class="vh" role="status">
        {md5 === START_MD5 ? 'The md5 is the first one.' : `The md5 now begins ${md5.slice(0, 8)}.`}
      </p>
    </Part>
  );
}
