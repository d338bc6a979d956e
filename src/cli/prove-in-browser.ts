import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser } from 'playwright';
import { LabError, type FileTree } from '#container';
import { buildEngineAssets } from '#engine-assets';
import {
  buildWebContainerAssets,
  machinePrograms,
  startBridge,
  type Bridge,
} from '#webcontainer-bridge';
import type { Answer, Proof, ProofPart, ProvableLab, Verdict } from '#grading';
import { CHROMIUM_ARGS, ensureChromium } from './find-chromium.mjs';
import type { FoundWork } from './graded-work.ts';
import type {
  GradingTimes,
  PackedAnswer,
  PackedLab,
  PackedTree,
  ProvingWindow,
} from './prove-in-browser-page.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What a page must be sent with for the client of WebContainers. */
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** A page in a headless Chromium that proves labs, and grades work. */
export interface ProvingPage {
  prove(lab: string, seeds: number, part?: ProofPart): Promise<Proof>;
  /** @throws LabError `LabReachesOut`, `LabPageBroke` when the page did what it must not. */
  grade(
    lab: string,
    found: FoundWork,
    seed: string,
    hiddenSeed?: string,
  ): Promise<readonly Verdict[]>;
  /** Grades the solution once more, with a clock. @throws LabError as `grade` does. */
  timeGrading(lab: string, seed: string): Promise<GradingTimes>;
  close(): Promise<void>;
}

export interface ProvingPageOptions {
  /** Told of each grading of a proof. */
  readonly onRun?: (id: string) => void;
  /** True to run Chromium in its own sandbox of the operating system, where it can be had. */
  readonly ownSandbox?: boolean;
  /**
   * `webcontainer`: the real client of WebContainers, with Node, python3 and files of this machine behind it. That is no
   * sandbox: for a lab's own answers only. `embedded` unless told.
   */
  readonly engine?: 'embedded' | 'webcontainer';
}

/**
 * Opens a page that holds the grader, the engine and the code of these labs, without the site around it.
 *
 * The page may reach nothing but its own small server; any other request is refused, and fails the proof.
 */
export async function openProvingPage(
  labs: readonly ProvableLab[],
  options: ProvingPageOptions = {},
): Promise<ProvingPage> {
  const bridge = options.engine === 'webcontainer' ? await startMachineBridge() : undefined;
  const server = await serve(labs, bridge);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const allowed = [origin, ...(bridge ? [bridge.origin] : [])];
  let browser: Browser | undefined;
  try {
    browser = await launch(options.ownSandbox ?? false);
    const page = await browser.newPage();
    const refused: string[] = [];
    await page.context().route('**/*', async (route) => {
      const url = route.request().url();
      if (allowed.some((one) => url.startsWith(`${one}/`))) return route.continue();
      refused.push(url);
      return route.abort();
    });
    const broken: string[] = [];
    page.on('pageerror', (error) => broken.push(error.message));
    await page.exposeFunction('gradingDone', options.onRun ?? (() => undefined));
    await page.goto(`${origin}/`);
    const opened = browser;
    return {
      async prove(lab, seeds, part) {
        const proof = await page.evaluate(
          ([id, options]) => (globalThis as unknown as ProvingWindow).proveLab(id, options),
          [lab, { seeds, ...(part ? { part } : {}) }] as const,
        );
        const faults = [...proof.faults, ...pageFaults(lab, refused, broken)];
        return { ...proof, faults };
      },
      async grade(lab, found, seed, hiddenSeed) {
        const packed =
          'files' in found
            ? { files: packTree(found.files) }
            : { layers: found.layers.map(packAnswer) };
        const verdicts = await page.evaluate(
          ([id, work, ofLearner, hidden]) =>
            (globalThis as unknown as ProvingWindow).gradeWork(id, work, ofLearner, hidden),
          [lab, packed, seed, hiddenSeed] as const,
        );
        const [fault] = pageFaults(lab, refused, broken);
        if (fault) throw new LabError(fault.name, fault.message, fault.hint);
        return verdicts;
      },
      async timeGrading(lab, seed) {
        const measured = await page.evaluate(
          ([id, ofLearner]) => (globalThis as unknown as ProvingWindow).timeGrading(id, ofLearner),
          [lab, seed] as const,
        );
        const [fault] = pageFaults(lab, refused, broken);
        if (fault) throw new LabError(fault.name, fault.message, fault.hint);
        return measured;
      },
      async close() {
        await opened.close();
        server.close();
        await bridge?.close();
      },
    };
  } catch (error) {
    await browser?.close();
    server.close();
    await bridge?.close();
    throw error;
  }
}

/** @throws LabError `NoPython` where this machine has no python3 for a bridge to run. */
async function startMachineBridge(): Promise<Bridge> {
  const programs = machinePrograms();
  if (programs) return startBridge(programs);
  throw new LabError(
    'NoPython',
    'There is no python3 on this machine to stand behind the client of WebContainers.',
    'Install Python 3.11 or later, or prove on the other engines.',
  );
}

async function launch(ownSandbox: boolean): Promise<Browser> {
  const executablePath = await ensureChromium();
  const isRoot = process.getuid?.() === 0;
  if (ownSandbox && !isRoot) {
    const args = CHROMIUM_ARGS.filter((flag) => flag !== '--no-sandbox');
    try {
      return await chromium.launch({ executablePath, args, chromiumSandbox: true });
    } catch (error) {
      throw new LabError(
        'BrowserSandboxMissing',
        `Chromium does not start in its own sandbox here: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`,
        'Allow user namespaces on this machine, or grade on another one.',
        { cause: error },
      );
    }
  }
  if (ownSandbox) {
    console.error(
      'Note: Chromium gives up its own sandbox when it is run as root; the frame of the site is the only wall.',
    );
  }
  return chromium.launch({ executablePath, args: CHROMIUM_ARGS });
}

function pageFaults(lab: string, refused: readonly string[], broken: readonly string[]) {
  return [
    ...refused.map((url) => ({
      name: 'LabReachesOut',
      message: `while labs/${lab} ran, the page asked for ${url}.`,
      hint: 'A lab runs with the network off: nothing may be fetched.',
    })),
    ...broken.map((message) => ({
      name: 'LabPageBroke',
      message: `while labs/${lab} ran, the page threw: ${message}`,
      hint: 'Look at the engine’s host for browsers.',
    })),
  ];
}

async function serve(labs: readonly ProvableLab[], bridge: Bridge | undefined): Promise<Server> {
  const script = await bundlePage(labs, bridge);
  const folders = [
    (await buildEngineAssets()).folder,
    ...(bridge ? [(await buildWebContainerAssets()).folder] : []),
  ];
  const isolated = bridge ? ISOLATED : {};
  const files = new Map<string, { type: string; body: string | Uint8Array }>([
    [
      '/',
      {
        type: 'text/html',
        body: '<!doctype html><title>Proof</title><body><script src="/page.js"></script>',
      },
    ],
    ['/favicon.ico', { type: 'image/x-icon', body: '' }],
    ['/page.js', { type: 'text/javascript', body: script }],
    ...labs.map(
      (lab) =>
        [
          `/labs/${lab.lab.id}.json`,
          { type: 'application/json', body: JSON.stringify(packLab(lab)) },
        ] as const,
    ),
  ]);
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const known = files.get(path);
    const asset = /^\/engine\/([\w.-]+)$/.exec(path)?.[1] ?? '';
    const file = folders.map((folder) => join(folder, asset)).find((one) => existsSync(one));
    if (known) {
      const headers = { ...isolated, 'Content-Type': `${known.type}; charset=utf-8` };
      response.writeHead(200, headers).end(known.body);
    } else if (asset !== '' && file !== undefined) {
      const type = asset.endsWith('.html') ? 'text/html' : 'application/octet-stream';
      readFile(file).then(
        (body) => response.writeHead(200, { 'Content-Type': type }).end(body),
        () => response.writeHead(500).end(),
      );
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** One script: the page's side of the proof with the checks and generators of these labs. */
async function bundlePage(
  labs: readonly ProvableLab[],
  bridge: Bridge | undefined,
): Promise<Uint8Array> {
  const imports = labs.flatMap(({ lab, generate }, index) => [
    `import * as checks${index} from './labs/${lab.id}/checks.ts';`,
    generate
      ? `import * as data${index} from './labs/${lab.id}/generate.ts';`
      : `const data${index} = {};`,
  ]);
  const code = labs.map(
    ({ lab }, index) =>
      `${JSON.stringify(lab.id)}: { checks: checks${index}.checks, generate: data${index}.generate }`,
  );
  const webContainer = bridge
    ? JSON.stringify({ origin: bridge.origin, apiKey: bridge.token })
    : 'undefined';
  const contents = [
    `import { offerProof } from './src/cli/prove-in-browser-page.ts';`,
    ...imports,
    `offerProof({ ${code.join(', ')} }, ${webContainer});`,
  ].join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: ROOT, loader: 'ts', sourcefile: 'proving-page.ts' },
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    conditions: ['browser'],
    target: 'es2023',
    logLevel: 'silent',
  });
  const [bundle] = outputFiles;
  if (!bundle)
    throw new LabError('ProvingPageNotBuilt', 'esbuild gave no page.', 'Look at its log.');
  return bundle.contents;
}

function packLab({ lab, starter, setup, solution, mutants, accepted }: ProvableLab): PackedLab {
  return {
    manifest: {
      id: lab.id,
      version: lab.version,
      needs: lab.needs,
      pass: lab.passPoints,
      tasks: lab.tasks.map((task) => ({
        ...task,
        checks: task.checks.map((id) => ({ id, must: lab.mustHold?.includes(id) ?? false })),
      })),
    },
    starter: packTree(starter),
    ...(setup === undefined ? {} : { setup }),
    solution: packAnswer(solution),
    mutants: mutants.map((mutant) => ({ ...mutant, ...packAnswer(mutant) })),
    accepted: accepted.map((answer) => ({ ...answer, ...packAnswer(answer) })),
  };
}

function packAnswer({ tree, script }: Answer): PackedAnswer {
  return { tree: packTree(tree), ...(script === undefined ? {} : { script }) };
}

function packTree(tree: FileTree): PackedTree {
  const packed = Object.entries(tree).map(([path, entry]): [string, PackedTree[string]] => {
    if (entry.kind !== 'file') return [path, entry];
    const { bytes, ...rest } = entry;
    return [path, { ...rest, base64: Buffer.from(bytes).toString('base64') }];
  });
  return Object.fromEntries(packed);
}
