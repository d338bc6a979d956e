import { useEffect, useState } from 'preact/hooks';
import { SELF_REPORTED, type PackageCatalogue, type PackageFormat } from '#interop';
import { saveFile } from '../../credentials/save-file.ts';
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
}

type Work =
  | { readonly kind: 'idle' }
  | { readonly kind: 'making'; readonly share: number }
  | { readonly kind: 'made'; readonly words: string }
  | { readonly kind: 'failed'; readonly words: string };

/** For whoever runs an LMS: a lab, a quiz or a course as one file to upload, made in this browser. */
export function PackagesPage({ base }: Props) {
  const [files, setFiles] = useState<typeof SiteFiles>();
  const [catalogue, setCatalogue] = useState<PackageCatalogue>();
  const [format, setFormat] = useState<PackageFormat>('scorm12');
  const [name, setName] = useState('');
  const [work, setWork] = useState<Work>({ kind: 'idle' });
  const fail = (error: unknown): void => {
    const hint = error instanceof Error && 'hint' in error ? ` ${String(error.hint)}` : '';
    const words = error instanceof Error ? error.message : String(error);
    setWork({ kind: 'failed', words: words + hint });
  };

  useEffect(() => {
    const read = async (): Promise<void> => {
      const part = await import('./site-files.ts');
      setCatalogue(await part.readCatalogue(new URL(base, location.href).href));
      setFiles(part);
    };
    read().catch(fail);
  }, []);

  const make = async (): Promise<void> => {
    if (!catalogue || name === '' || work.kind === 'making') return;
    const root = new URL(base, location.href).href;
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

  const isReady = catalogue !== undefined && name !== '' && work.kind !== 'making';
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
              disabled={!catalogue}
              onChange={(event) => setName(event.currentTarget.value)}
            >
              <option value="">{catalogue ? 'Choose one' : 'Reading what there is'}</option>
              {catalogue && <Choices catalogue={catalogue} />}
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
            {files && catalogue && name !== '' && (
              <span class="small dim">
                {(files.sizeOf(catalogue, name) / 1e6).toFixed(1)} MB of files go in.
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

function Choices({ catalogue }: { readonly catalogue: PackageCatalogue }) {
  const of = (kind: 'lab' | 'quiz') => catalogue.units.filter(({ unit }) => unit.kind === kind);
  const titles = new Map(catalogue.courses.map(({ id, title }) => [id, title]));
  return (
    <>
      <optgroup label="Courses">
        {catalogue.courses.map(({ id, title, groups }) => (
          <option key={id} value={id}>
            {title}, {groups.flatMap(({ units }) => units).length} units
          </option>
        ))}
      </optgroup>
      <optgroup label="Labs">
        {of('lab').map(({ unit: { id, title } }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </optgroup>
      <optgroup label="Quizzes">
        {of('quiz').map(({ unit: { id, title } }) => (
          <option key={id} value={id}>
            {title}, of {titles.get(id.split('/')[0] ?? '') ?? id}
          </option>
        ))}
      </optgroup>
    </>
  );
}
