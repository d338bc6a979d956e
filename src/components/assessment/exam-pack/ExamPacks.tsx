import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExamDraw } from '#cohort';
import { openRecord, type LearnerRecord } from '#progress';
import type { ExamSheet } from '../exam/exam-sheet.ts';
import { SittingRoom } from '../exam/SittingRoom.tsx';
import { forgetPaper, type KeptSitting } from '../exam/sitting-keeper.ts';
import { BringPack } from './BringPack.tsx';
import { PackCard } from './PackCard.tsx';
import { beginPack, bringPack, readShelf, type PackShelf } from './pack-shelf.ts';
import { keyOfLink, type LinkedKey } from './pack-words.ts';

interface Props {
  /** Names of the competencies. */
  readonly competencies: ExamSheet['competencies'];
}

/** Packs that issuers have handed out: brought, opened with their key, sat, handed in, and their draw audited. */
export function ExamPacks({ competencies }: Props) {
  const [record, setRecord] = useState<LearnerRecord>();
  const [shelf, setShelf] = useState<PackShelf>();
  const [running, setRunning] = useState<KeptSitting>();
  const [draws, setDraws] = useState<readonly ExamDraw[]>([]);
  const [linked, setLinked] = useState<LinkedKey>();
  const [said, setSaid] = useState<readonly string[]>([]);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [now, setNow] = useState(() => new Date());
  const moved = useRef(false);
  /** The pack whose sitting has ended on this page. */
  const sat = useRef<string>();

  const attempt = (work: Promise<void>): void => {
    work.catch((error: unknown) => {
      const { message, hint } = error as { message?: string; hint?: string };
      setFaults([[message ?? 'The browser did not carry it out.', hint].filter(Boolean).join(' ')]);
    });
  };
  const read = async (from: LearnerRecord): Promise<void> => {
    const found = await readShelf(from);
    setShelf(found);
    if (found.open) setRunning((before) => before ?? found.open);
  };
  const opening = useRef<Promise<LearnerRecord>>();
  const open = (): Promise<LearnerRecord> => (opening.current ??= openRecord());
  useEffect(() => {
    const readLink = (): void => setLinked(keyOfLink(location.hash));
    readLink();
    addEventListener('hashchange', readLink);
    attempt(
      open().then(async (opened) => {
        setRecord(opened);
        await read(opened);
      }),
    );
    return () => removeEventListener('hashchange', readLink);
  }, []);
  // Another tab: what it brings, begins or ends.
  useEffect(() => {
    if (!record || running) return undefined;
    return record.onChange(() => attempt(read(record)));
  }, [record, running]);
  useEffect(() => {
    const beat = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(beat);
  }, []);

  if (record && running) {
    return (
      <SittingRoom
        record={record}
        kept={running}
        title={running.paper.title}
        isBegun={moved.current}
        onEnded={() => {
          moved.current = true;
          sat.current = running.sitting.packSha256;
          const { exam } = running.sitting;
          attempt(
            forgetPaper(record, exam)
              .then(() => read(record))
              .then(() => setRunning(undefined)),
          );
        }}
      />
    );
  }

  const take = async (files: readonly File[]): Promise<void> => {
    const to = await open();
    const brought = await Promise.all(files.map((file) => bringPack(to, file)));
    setFaults(brought.flatMap((one) => (one.kind === 'fault' ? [one.words] : [])));
    setSaid(
      brought.flatMap((one) => {
        if (one.kind === 'fault') return [];
        return one.kind === 'pack'
          ? [`The pack of ${one.pack.pack.learner} is kept in this browser.`]
          : [`What was revealed of ${one.draw.sitting} is compared with its packs below.`];
      }),
    );
    const drawn = brought.flatMap((one) => (one.kind === 'draw' ? [one.draw] : []));
    setDraws((before) => [...before, ...drawn]);
    await read(to);
  };
  const bring = (files: readonly File[]): void => attempt(take(files));
  const begin: Parameters<typeof PackCard>[0]['onBegin'] = async (paper) => {
    moved.current = true;
    setRunning(await beginPack(await open(), paper));
  };
  const packs = shelf?.packs ?? [];
  return (
    <>
      <div data-until-read={shelf || faults.length > 0 ? undefined : ''}>
        <BringPack
          onBring={bring}
          said={said}
          faults={faults}
          place={record?.place ?? 'device'}
          waitsForPack={linked !== undefined && packs.length === 0}
          isLast={packs.length === 0}
        />
      </div>
      {record &&
        packs.map((pack, index) => (
          <PackCard
            key={pack.kept.id}
            pack={pack}
            record={record}
            now={now}
            linked={linked}
            names={competencies}
            draw={draws.findLast(({ sitting }) => sitting === pack.read.pack.sitting)}
            takesFocus={sat.current === pack.kept.id}
            isLast={index === packs.length - 1}
            onBegin={begin}
            onBring={bring}
            onTakeOff={() =>
              attempt(
                record
                  .dropPack(pack.kept.id)
                  .then(() => read(record))
                  .then(() => document.getElementById('bring')?.focus()),
              )
            }
          />
        ))}
    </>
  );
}
