import { useEffect, useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { TextField } from '../instrument/TextField.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import { attempted, BUILDER_KEY, type Bucket, type Keys } from './bucket.ts';
import { envelopeText, makeKey, seal, signedBytes, type SigningKey } from './envelope.ts';
import { ATTEMPTS, policyWith } from './january.ts';
import { QUESTIONS, verifyProvenance, type Answer } from './verify-provenance.ts';

interface Props {
  /** The bytes of the January model, as text. */
  readonly model: string;
}

const NONE = { id: 'none', label: 'none: it is served' } as const;

const labelOf = (question: string | undefined): string =>
  QUESTIONS.find(({ id }) => id === question)?.label ?? NONE.label;

/** A model file, a signed statement and six questions: tamper with any of them and predict which question says no. */
export function ProvenanceVerifier({ model }: Props) {
  const [keys, setKeys] = useState<Keys>();
  const [bucket, setBucket] = useState<Bucket>();
  const [tried, setTried] = useState(0);
  const [predicted, setPredicted] = useState<string>();
  const [answers, setAnswers] = useState<readonly Answer[]>();
  const [isWithoutCrypto, setWithoutCrypto] = useState(false);

  const put = (next: Bucket): void => {
    setBucket(next);
    setAnswers(undefined);
  };
  useEffect(() => {
    // Browsers offer it to pages from a secure origin only.
    if (!('subtle' in crypto)) setWithoutCrypto(true);
    else {
      void Promise.all([makeKey(), makeKey()]).then(([builder, stranger]) =>
        setKeys({ builder, stranger }),
      );
    }
  }, []);
  useEffect(() => {
    const attempt = ATTEMPTS[tried];
    if (!keys || !attempt) return undefined;
    let isCurrent = true;
    void attempted(model, attempt, keys).then((made) => {
      if (isCurrent) put(made);
    });
    return () => {
      isCurrent = false;
    };
  }, [model, keys, tried]);

  const verify = async (): Promise<void> => {
    if (!keys || !bucket || predicted === undefined) return;
    const policy = policyWith(keys.builder.publicKey);
    setAnswers(await verifyProvenance(bucket.model, bucket.envelope, policy));
  };
  const sign = async (key: SigningKey): Promise<void> => {
    if (!bucket) return;
    const { payloadType, payload } = bucket.envelope;
    put({ ...bucket, envelope: await seal(payloadType, payload, key, BUILDER_KEY) });
  };
  const refusal = answers?.find(({ holds }) => !holds);
  const came = refusal?.question ?? 'none';
  const payload = bucket?.envelope.payload ?? '';
  return (
    <Instrument title="Provenance verifier" note="Real signatures: ECDSA P-256, keys made here.">
      <Part title="Tamper">
        <Pick
          isList
          legend="What somebody tries, each time from the file as it was built"
          options={ATTEMPTS.map(({ label }, i) => ({ id: String(i), label }))}
          chosen={String(tried)}
          onChange={(id) => {
            setTried(Number(id));
            setPredicted(undefined);
            setAnswers(undefined);
          }}
        />
        <details>
          <summary>Edit the file and the statement yourself</summary>
          <TextField
            label="model.json"
            rows={4}
            value={bucket?.model ?? model}
            onInput={(text) => bucket && put({ ...bucket, model: text })}
          />
          <TextField
            label="The payload: the statement"
            rows={8}
            value={payload}
            onInput={(text) =>
              bucket && put({ ...bucket, envelope: { ...bucket.envelope, payload: text } })
            }
          />
          <div class="ins-btns">
            <ActButton onAct={() => keys && void sign(keys.builder)}>
              Sign as the build service
            </ActButton>
            <ActButton onAct={() => keys && void sign(keys.stranger)}>
              Sign with your own key
            </ActButton>
          </div>
          {bucket && (
            <pre tabIndex={0} aria-label="The envelope">
              <code>{envelopeText(bucket.envelope)}</code>
            </pre>
          )}
        </details>
        {/* The line stands before the first signature is made, so that nothing below it moves then. */}
        <p class="small dim">
          What a signature covers now:{' '}
          {bucket ? signedBytes(bucket.envelope.payloadType, payload).length : '…'} bytes, from{' '}
          <code>DSSEv1 {bucket?.envelope.payloadType.length ?? '…'}</code> on.
        </p>
      </Part>
      <Part title="Verify">
        <Pick
          legend="Which question will say no?"
          options={[
            ...QUESTIONS.map(({ id, label }, i) => ({
              id,
              label: `${i + 1} ${label.split(',')[0] ?? ''}`,
            })),
            NONE,
          ]}
          chosen={predicted}
          onChange={setPredicted}
        />
        <div class="ins-btns">
          <ActButton isOff={!bucket || predicted === undefined} onAct={() => void verify()}>
            Verify
          </ActButton>
        </div>
        {answers && (
          <Sheet
            caption="The six questions"
            isNamed
            stacks
            head={['Question', 'Answer', 'Found']}
            rows={QUESTIONS.map(({ id, label }, i) => {
              const answer = answers.find(({ question }) => question === id);
              return [
                `${i + 1} ${label}`,
                answer ? (
                  <Verdict key="" holds={answer.holds} word={answer.holds ? 'yes' : 'no'} />
                ) : (
                  'not asked'
                ),
                answer?.found ?? '–',
              ];
            })}
          />
        )}
        {answers && bucket && (
          <Keep
            result={{
              instrument: 'Provenance verifier',
              settings: {
                'somebody tries': ATTEMPTS[tried]?.label ?? '',
                'foretold to say no': labelOf(predicted),
              },
              results: {
                'says no': labelOf(came),
                ...Object.fromEntries(
                  answers.map(({ question, holds, found }) => [
                    labelOf(question),
                    `${holds ? 'yes' : 'no'}: ${found}`,
                  ]),
                ),
              },
              texts: { 'model.json': bucket.model, envelope: envelopeText(bucket.envelope) },
            }}
          />
        )}
      </Part>
      <Said>
        {isWithoutCrypto && (
          <p>
            This browser offers its cryptography only to pages from a secure address (https). Open
            this page there to verify for real.
          </p>
        )}
        {answers && (
          <p>
            <Verdict
              holds={came === predicted}
              word={refusal ? 'Refused.' : 'Six times yes: it is served.'}
            >
              {came === predicted ? 'As you said.' : 'You had expected something else.'}
            </Verdict>
          </p>
        )}
      </Said>
    </Instrument>
  );
}
