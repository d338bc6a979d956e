import { useState } from 'preact/hooks';

interface Props {
  readonly text: string;
  /** Address of My record. */
  readonly recordPage: string;
}

/** Keeps the certificate in the learner's record. */
export function KeepButton({ text, recordPage }: Props) {
  const [kept, setKept] = useState<'device' | 'memory'>();
  const [failed, setFailed] = useState('');
  const keep = (): void => {
    setFailed('');
    import('./keep-certificate.ts')
      .then(({ keepCertificate }) => keepCertificate(text))
      .then(setKept, (error: unknown) => {
        setFailed(error instanceof Error ? error.message : 'The browser did not keep it.');
      });
  };
  return (
    <>
      <button class="btn" type="button" onClick={keep}>
        Keep in My record
      </button>
      <span class={failed === '' ? 'small' : 'small w-fail'} role="status">
        {failed}
        {failed === '' && kept === 'device' && (
          <>
            Kept in <a href={recordPage}>My record</a>.
          </>
        )}
        {failed === '' &&
          kept === 'memory' &&
          'This browser keeps nothing for the site: save the JSON file.'}
      </span>
    </>
  );
}
