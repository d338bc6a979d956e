import { bestPassage, GENERAL, hitsOf, markHits, Search } from '#search';
import type { FromWorker, ToWorker } from './messages.ts';

/** Holds the search's files and answers, so that the page is never kept waiting. */
const say = (message: FromWorker): void => postMessage(message);

let folder = '';
let search: Search | undefined;
let own = -1;
let typed = '';
const asked = new Set<number>();

onmessage = ({ data }: MessageEvent<ToWorker>): void => {
  if (data.kind === 'open') open(data).catch(fail);
  else if (data.kind === 'find') {
    typed = data.typed;
    answer();
    if (typed.trim() !== '') fetchOthers().catch(fail);
  } else {
    const best = bestPassage(data.blocks, data.typed);
    if (!best) return;
    const { heading } = best.block;
    const { path, typed: of } = data;
    say({ kind: 'passage', path, typed: of, parts: best.parts, ...(heading ? { heading } : {}) });
  }
};

/** Titles first; then the course that the reader is in, and the glossary, which both are small. */
async function open(about: { readonly folder: string; readonly course: string | undefined }) {
  folder = about.folder;
  search ??= new Search(await fetchFile('titles'));
  const { shards } = search.head;
  own = shards.findIndex(({ name }) => name === about.course);
  answer();
  const general = shards.findIndex(({ name }) => name === GENERAL);
  for (const shard of [own, general]) if (shard >= 0) await fetchShard(shard);
}

/** The other courses come once something was typed. */
async function fetchOthers(): Promise<void> {
  for (const shard of search?.head.shards.keys() ?? []) await fetchShard(shard);
}

async function fetchShard(shard: number): Promise<void> {
  const name = search?.head.shards[shard]?.name;
  if (name === undefined || asked.has(shard)) return;
  asked.add(shard);
  try {
    search?.addShard(shard, await fetchFile(name));
  } catch (error) {
    // The titles still answer; the next query tries again.
    asked.delete(shard);
    throw error;
  }
  answer();
}

async function fetchFile(name: string): Promise<Uint8Array> {
  const response = await fetch(`${folder}${name}.bin`);
  if (!response.ok) throw new Error(`${name}.bin: the site answers ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

function answer(): void {
  if (!search || typed.trim() === '') return;
  const isHit = hitsOf(typed);
  const found = search.find(typed, own).map(({ kind, path, title, of, heading, description }) => ({
    kind,
    path,
    title: markHits(title, isHit),
    of,
    ...(heading ? { heading } : {}),
    ...(description === undefined ? {} : { about: markHits(description, isHit) }),
  }));
  say({ kind: 'found', typed, found });
}

function fail(error: unknown): void {
  const why = error instanceof Error ? error.message : '';
  say({
    kind: 'failed',
    message: search
      ? `Some texts cannot be searched now. ${why}`
      : `The search is not on this device yet, and cannot be fetched now. ${why}`,
  });
}
