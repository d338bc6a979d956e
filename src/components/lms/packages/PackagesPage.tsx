import { useEffect, useRef, useState } from 'preact/hooks';
import { SELF_REPORTED, type PackageCatalogue, type PackageFormat } from '#interop';
import { saveFile } from '../../credentials/save-file.ts';
import type { PackageChoices } from './package-choices.ts';
import type * as SiteFiles from './site-files.ts';

const FORMATS: readonly {
  readonly format: PackageFormat;
  readonly name: string;
  readonly note: string;
}[] = [
  {
    format: 'scorm12',
    name: 'SCORM 1.2',
    note: 'When you do not know: the oldest, and the most widely read.',
  },
  { format: 'scorm2004', name: 'SCORM 2004', note: 'Completion and success apart; 3rd edition.' },
  {
    format: 'cmi5',
    name: 'cmi5',
    note: 'Statements of the profile; the LMS’s mastery score decides.',
  },
];

interface Props {
  /** Path of the site's root. */
  readonly base: string;
  readonly choices: PackageChoices;
}

interface Read {
  readonly files: typeof SiteFiles;
  readonly catalogue: PackageCatalogue;
}

type Work =
  | { readonly kind: 'idle' }
  | { readonly kind: 'making'; readonly share: number }
  | { readonly kind: 'made'; readonly words: string }
  | { readonly kind: 'failed'; readonly words: string };

/** For whoever runs an LMS: a lab, a quiz or a course as one file to upload, made in this browser. */
export function PackagesPage({ base, choices }: Props) {
  const [site, setSite] = useState<Read>();
  const [format, setFormat] = useState<PackageFormat>('scorm12');
  const [name, setName] = useState('');
  const [work, setWork] = useState<Work>({ kind: 'idle' });
  const fail = (error: unknown): void => {
    const hint = error instanceof Error && 'hint' in error ? ` ${String(error.hint)}` : '';
    const words = error instanceof Error ? error.message : String(error);
    setWork({ kind: 'failed', words: words + hint });
  };

  const reading = useRef<Promise<Read>>();
  const read = (): Promise<Read> => {
    const once = (reading.current ??= readSite(new URL(base, location.href).href));
    // What could not be fetched is asked for again at the next press.
    once.catch(() => (reading.current = undefined));
    return once;
  };
  useEffect(() => {
    read().then(setSite, fail);
  }, []);

  const make = async (): Promise<void> => {
    if (name === '' || work.kind === 'making') return;
    const root = new URL(base, location.href).href;
    const { catalogue } = await read();
    setWork({ kind: 'making', share: 0 });
    const { makePackage } = await import('./make-package.ts');
    const made = await makePackage(root, catalogue, { format, name, site: root }, (share) =>
      setWork({ kind: 'making', share }),
    );
    saveFile(made.fileName, made.bytes, 'application/zip');
    const size = (made.bytes.length / 1e6).toFixed(1);
    const units = made.units === 1 ? '1 unit' : `${made.units} units`;
    setWork({ kind: 'made', words: `${made.fileName} is made: ${units}, ${size} MB.` });
  };

  const isReady = name !== '' && work.kind !== 'making';
  return (
    <>
      <header class="row pad-head page-head">
        <div class="at" />
        <div class="on">
          <h1>Packages for an LMS</h1>
          <p class="lead">
            A lab, a quiz or a whole course as one file that you upload to your LMS. It is made in
            this browser from the site’s own files, and needs nothing outside of itself.
          </p>
        </div>
      </header>
      <section class="row sect pad-foot" aria-labelledby="make">
        <div class="at tick">Make one</div>
        <form
          class="on lms-make"
          onSubmit={(event) => {
            event.preventDefault();
            make().catch(fail);
          }}
        >
          <h2 id="make">What, and for which LMS</h2>
          <label>
            What is packed
            <select
              class="field"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            >
              <option value="">Choose one</option>
              <Choices label="Courses" of={choices.courses} />
              <Choices label="Labs" of={choices.labs} />
              <Choices label="Quizzes" of={choices.quizzes} />
            </select>
          </label>
          <fieldset>
            <legend>Format</legend>
            {FORMATS.map((one) => (
              <label key={one.format} class="choice">
                <input
                  type="radio"
                  name="format"
                  checked={format === one.format}
                  onChange={() => setFormat(one.format)}
                />
                <span>
                  <b>{one.name}</b> <span class="dim">{one.note}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <p class="small">{SELF_REPORTED} The titles in the package say so too.</p>
          <div class="btns">
            <button class="btn primary" type="submit" aria-disabled={!isReady}>
              Make the package
            </button>
            {site && name !== '' && (
              <span class="small dim">
                {(site.files.sizeOf(site.catalogue, name) / 1e6).toFixed(1)} MB of files go in.
              </span>
            )}
          </div>
          <p class="small" role="status">
            {work.kind === 'making' && `Fetching and packing: ${Math.round(work.share * 100)} %.`}
            {work.kind === 'made' && work.words}
          </p>
          {work.kind === 'failed' && (
            <p class="small w-error" role="alert">
              {work.words}
            </p>
          )}
        </form>
      </section>
    </>
  );
}

/** @throws LabError `SiteFileMissing` */
async function readSite(root: string): Promise<Read> {
  const files = await import('./site-files.ts');
  return { files, catalogue: await files.readCatalogue(root) };
}

function Choices({ label, of }: { label: string; of: PackageChoices['courses'] }) {
  return (
    <optgroup label={label}>
      {of.map(({ id, text }) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </optgroup>
  );
}
