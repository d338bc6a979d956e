import type { WebContainer } from '@webcontainer/api';
import type { BootOptions, Capability, Engine, LabContainer, LoadProgress } from '#container';
import { bootClient } from './boot-client.ts';
import { FolderContainer } from './folder-container.ts';
import { installTools, type LabTools } from './lab-tools.ts';
import type { WebContainerSettings } from './site-settings.ts';

/** How long the boot may take, in ms, before the learner is offered the other engine. */
const BOOT_TIMEOUT_MS = 45_000;

/**
 * What a WebContainer has of itself (Node and Python), and what the lab's own programs add.
 *
 * Not `servers`: all folders of the one real container share its ports, and a server that is graded would meet the
 * learner's own, which listens on the same port. Not `sqlite`: that its Python has the module could not be verified.
 */
export const WEBCONTAINER_OFFERS: ReadonlySet<Capability> = new Set<Capability>([
  'shell',
  'git',
  'python',
  'node',
]);

export interface WebContainerEngineOptions extends WebContainerSettings {
  /** Where the site serves the engine's assets, with a slash at the end; `/engine/` unless told. */
  readonly baseUrl?: string;
  /** 45,000 unless told. */
  readonly bootTimeoutMs?: number;
}

/** A real container with the lab's programs in it. */
interface Running {
  readonly real: WebContainer;
  readonly tools: LabTools;
  readonly openPorts: ReadonlySet<number>;
}

/**
 * StackBlitz's WebContainers as an engine of labs. Each container that is asked for is a fresh folder of the one real
 * container that a page can have. Nothing is loaded before the first `boot` or `warm`.
 */
export function createWebContainerEngine(options: WebContainerEngineOptions = {}): Engine {
  const baseUrl = new URL(options.baseUrl ?? '/engine/', document.baseURI);
  const listeners = new Set<(progress: LoadProgress) => void>();
  const live = new Set<LabContainer>();
  let running: Promise<Running> | undefined;
  let count = 0;

  const start = async (): Promise<Running> => {
    const real = await bootClient(options, options.bootTimeoutMs ?? BOOT_TIMEOUT_MS);
    try {
      const tools = await installTools(real, baseUrl, (loadedBytes, totalBytes) => {
        for (const tell of listeners) tell({ part: 'Shell', loadedBytes, totalBytes });
      });
      const openPorts = new Set<number>();
      real.on('port', (port, kind) => {
        if (kind === 'open') openPorts.add(port);
        else openPorts.delete(port);
      });
      return { real, tools, openPorts };
    } catch (error) {
      real.teardown();
      throw error;
    }
  };
  const started = async (): Promise<Running> => {
    running ??= start();
    try {
      return await running;
    } catch (error) {
      running = undefined;
      throw error;
    }
  };

  const boot = async ({ workdirName = 'lab' }: BootOptions = {}): Promise<LabContainer> => {
    const { real, tools, openPorts } = await started();
    count += 1;
    const top = `c${count}`;
    const path = `${top}/${workdirName}`;
    await real.fs.mkdir(path, { recursive: true });
    const folder = { path, absolute: `${real.workdir}/${path}` };
    const container: LabContainer = new FolderContainer({
      real,
      tools,
      folder,
      openPorts,
      onTeardown: () => {
        live.delete(container);
        // A program that is still ending may write once more: what is left then does no harm.
        void real.fs.rm(top, { recursive: true, force: true }).catch(() => undefined);
      },
    }).container();
    live.add(container);
    return container;
  };

  return {
    name: 'webcontainer',
    offers: WEBCONTAINER_OFFERS,
    boot,
    warm: async () => {
      await started();
    },
    onProgress: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => {
      for (const container of live) container.teardown();
      void running?.then(
        ({ real }) => {
          real.teardown();
        },
        // What never started has nothing to end; whoever booted it was told why.
        () => undefined,
      );
      running = undefined;
    },
  };
}
