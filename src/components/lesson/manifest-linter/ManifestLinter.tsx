import { useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { counted } from '../instrument/number-words.ts';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { TextField } from '../instrument/TextField.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import type { Finding } from './finding.ts';
import { lintDockerfile } from './lint-dockerfile.ts';
import {
  FOUND_DEPLOYMENT,
  FOUND_DOCKERFILE,
  REVIEWED_DEPLOYMENT,
  REVIEWED_DOCKERFILE,
} from './samples.ts';

const FILES = {
  dockerfile: { label: 'Dockerfile', found: FOUND_DOCKERFILE, reviewed: REVIEWED_DOCKERFILE },
  deployment: {
    label: 'deploy/deployment.yaml',
    found: FOUND_DEPLOYMENT,
    reviewed: REVIEWED_DEPLOYMENT,
  },
} as const;
type FileId = keyof typeof FILES;

const CHOICES = (Object.keys(FILES) as FileId[]).map((id) => ({ id, label: FILES[id].label }));

/** A Dockerfile and a manifest that are edited until no question is left without an answer. */
export function ManifestLinter() {
  const [file, setFile] = useState<FileId>('dockerfile');
  const [texts, setTexts] = useState<Readonly<Record<FileId, string>>>({
    dockerfile: FOUND_DOCKERFILE,
    deployment: FOUND_DEPLOYMENT,
  });
  const [guess, setGuess] = useState('');
  const [findings, setFindings] = useState<readonly Finding[]>();
  const [before, setBefore] = useState<number>();
  const write = (text: string): void => {
    setTexts({ ...texts, [file]: text });
    setFindings(undefined);
  };
  const review = async (): Promise<void> => {
    const found =
      file === 'dockerfile' ? lintDockerfile(texts.dockerfile) : await reviewed(texts.deployment);
    setFindings(found);
    setBefore(before ?? found.length);
  };
  const guessed = /^\d+$/.test(guess.trim()) ? Number(guess) : undefined;
  return (
    <Instrument title="Manifest review" note="The rules of this lesson, each with its reason.">
      <Part>
        <Pick
          legend="File"
          options={CHOICES}
          chosen={file}
          onChange={(id) => {
            setFile(id);
            setFindings(undefined);
            setBefore(undefined);
            setGuess('');
          }}
        />
        <TextField
          label={FILES[file].label}
          rows={file === 'dockerfile' ? 9 : 18}
          value={texts[file]}
          onInput={write}
        />
        <TextField
          label="How many findings do you expect?"
          value={guess}
          onInput={setGuess}
          isWrong={guess !== '' && guessed === undefined}
          note={guess !== '' && guessed === undefined ? 'A whole number, please.' : ''}
        />
        <div class="ins-btns">
          <ActButton isOff={guessed === undefined} onAct={() => void review()}>
            Review
          </ActButton>
          <ActButton isQuiet onAct={() => write(FILES[file].found)}>
            As it was found
          </ActButton>
          <ActButton isQuiet onAct={() => write(FILES[file].reviewed)}>
            As it was repaired
          </ActButton>
        </div>
        {findings && (
          <Keep
            result={{
              instrument: 'Manifest review',
              settings: { file: FILES[file].label, 'findings expected': guessed ?? '' },
              results: {
                findings: findings.length,
                'at first': before ?? findings.length,
                ...Object.fromEntries(
                  findings.map((finding, i) => [
                    `${i + 1}. ${sayWhere(finding)}, ${finding.concern}`,
                    finding.says,
                  ]),
                ),
              },
              texts: { [FILES[file].label]: texts[file] },
            }}
          />
        )}
      </Part>
      {findings && findings.length > 0 && (
        <Part title="Findings">
          <Sheet
            caption="Findings, by the question that they leave open"
            isNamed
            stacks
            head={['Where', 'Question', 'Finding']}
            rows={findings.map((finding) => [sayWhere(finding), finding.concern, finding.says])}
          />
        </Part>
      )}
      <Said>
        {findings && (
          <p>
            <Verdict
              holds={findings.length === 0}
              word={
                findings.length === 0
                  ? 'It passes review.'
                  : `${counted(findings.length, 'finding')}.`
              }
            >
              {before === findings.length && guessed !== undefined
                ? guessed === before
                  ? 'As many as you expected.'
                  : `You expected ${guessed}.`
                : before !== undefined && `It had ${before} at first.`}
            </Verdict>
          </p>
        )}
      </Said>
    </Instrument>
  );
}

const sayWhere = ({ line }: Finding): string => (line === 0 ? 'missing' : `line ${line}`);

/** YAML's reader is large and only this needs it: it is fetched at the first review of a manifest. */
async function reviewed(text: string): Promise<readonly Finding[]> {
  const { reviewManifest } = await import('./review-manifest.ts');
  return reviewManifest(text);
}
