import { useId, useState } from 'preact/hooks';
import { Part } from '../instrument/Part.tsx';
import { VerdictMark } from '../VerdictMark.tsx';
import { CACHE, isSound, WANTED, type CacheObject } from './cache-puzzle.ts';
import { bytesOf, cachePath, md5Of } from './file-bytes.ts';

/** A pointer and a cache: find the object that the pointer names, then the one that was damaged. */
export function FindObject() {
  const name = useId();
  const [opened, setOpened] = useState<CacheObject>();
  return (
    <Part title="Find the object">
      <p>
        A pointer says <code>md5: {WANTED}</code>. Open the object that it names. Then look for the
        one object whose bytes are no longer what its name says.
      </p>
      <fieldset>
        <legend class="vh">Objects in the cache</legend>
        {CACHE.map((object) => (
          <label class="choice" key={object.name}>
            <input
              type="radio"
              name={name}
              checked={opened === object}
              onChange={() => setOpened(object)}
            />
            <code>{cachePath(object.name)}</code>
          </label>
        ))}
      </fieldset>
      <div role="status">{opened && <Opened object={opened} />}</div>
    </Part>
  );
}

/** What lies in the chosen object, and whether its name is true. */
function Opened({ object }: { readonly object: CacheObject }) {
  const sound = isSound(object);
  const wanted = object.name === WANTED;
  return (
    <>
      <dl class="ins-facts">
        <dt>Its bytes</dt>
        <dd>
          <pre tabIndex={0}>
            <code>{object.text}</code>
          </pre>
        </dd>
        <dt>Their md5</dt>
        <dd>
          <code class={sound ? '' : 'now'}>{md5Of(bytesOf(object.text, 'LF'))}</code>
        </dd>
      </dl>
      <p class={`answer ${sound ? 'is-pass' : 'is-fail'}`}>
        <VerdictMark holds={sound} />
        <span>
          <b>{sound ? 'The name holds.' : 'The name does not hold.'}</b>{' '}
          {wanted
            ? 'This is the object that the pointer names.'
            : sound
              ? 'It is another object than the pointer names.'
              : 'This is the damaged one: somebody changed a byte, and the name stayed.'}
        </span>
      </p>
    </>
  );
}
