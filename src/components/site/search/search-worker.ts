import {
  bestPassage,
  blocksOfPage,
  GENERAL,
  hitsOf,
  markHits,
  Search,
  titlesFile,
  WORDS,
  type Block,
} from '#search';
import type { FromWorker, ToWorker } from './messages.ts';

/** Holds the search's files and answers, so that the page is never kept waiting. */
const say = (message: FromWorker): void => postMessage(message);

let site = '';
let search: Search | undefined;
let own = -1;
let typed = '';
const asked = new Set<number>();
let words: Promise<void> | undefined;
const volumes = new Map<number, Promise<void>>();
const texts = new Map<string, Promise<readonly Block[]>>();

onmessage = ({ data }: MessageEvent<ToWorker>): void => {
  if (data.kind === 'open') open(data).catch(fail);
  else if (data.kind === 'find') {
    typed = data.typed;
    answer();
    if (typed.trim() !== '') fetchOthers().catch(fail);
  } else for (const path of data.paths) void tellPassage(path, data.typed);
};

/** The first titles; then those and the texts of the course that the reader is in, and of the glossary. */
async function open(about: Extract<ToWorker, { kind: 'open' }>): Promise<void> {
  site = about.site;
  search ??= new Search(about.titles ? new Uint8Array(about.titles) : await fetchFile('titles'));
  const { shards } = search.head;
  own = shards.findIndex(({ name }) => name === about.course);
  answer();
  const general = shards.findIndex(({ name }) => name === GENERAL);
  for (const shard of [own, general]) {
    if (shard < 0) continue;
    await fetchTitlesOf(shard);
    await fetchShard(shard);
  }
  if (typed.trim() !== '') await fetchOthers();
}

/** A sentence of a lesson with what was typed, and the heading above it. */
async function tellPassage(path: string, of: string): Promise<void> {
  const blocks = texts.get(path) ?? fetchText(path);
  texts.set(path, blocks);
  const best = bestPassage(await blocks, of);
  if (!best || of !== typed) return;
  const { heading } = best.block;
  say({ kind: 'passage', path, typed: of, parts: best.parts, ...(heading ? { heading } : {}) });
}

async function fetchText(path: string): Promise<readonly Block[]> {
  try {
    const response = await fetch(`${site}${path.slice(1)}`);
    return response.ok ? blocksOfPage(await response.text()) : [];
  } catch {
    // A result without its passage is still a result.
    texts.delete(path);
    return [];
  }
}

/** The other courses come once something was typed: all their titles, then their texts. */
async function fetchOthers(): Promise<void> {
  await Promise.all([...(search?.head.shards.keys() ?? [])].map(fetchTitlesOf));
  for (const shard of search?.head.shards.keys() ?? []) await fetchShard(shard);
}

/** The titles of a shard's pages, and an answer with them; at once when they are there. */
function fetchTitlesOf(shard: number): Promise<void> {
  const volume = search?.head.shards[shard]?.volume ?? 0;
  if (volume === 0) return Promise.resolve();
  let fetching = volumes.get(volume);
  if (!fetching) {
    fetching = fetchFile(titlesFile(volume)).then((file) => {
      search?.addTitles(volume, file);
      answer();
    });
    volumes.set(volume, fetching);
    // The next query tries again.
    fetching.catch(() => volumes.delete(volume));
  }
  return fetching;
}

async function fetchShard(shard: number): Promise<void> {
  const name = search?.head.shards[shard]?.name;
  if (name === undefined || asked.has(shard)) return;
  asked.add(shard);
  try {
    await fetchTitlesOf(shard);
    await (words ??= fetchWords());
    search?.addShard(shard, await fetchFile(name));
  } catch (error) {
    // The titles still answer; the next query tries again.
    asked.delete(shard);
    words = undefined;
    throw error;
  }
  answer();
}

async function fetchWords(): Promise<void> {
  search?.addWords(await fetchFile(WORDS));
}

async function fetchFile(name: string): Promise<Uint8Array> {
  const response = await fetch(`${site}search/${name}.bin`);
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
