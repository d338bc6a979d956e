import type { WebContainer } from '@webcontainer/api';
import { LabError } from '#container';
import type { WebContainerSettings } from './site-settings.ts';

/** What a page must have for a WebContainer, and where its client looks for its host. */
interface ClientScope {
  readonly crossOriginIsolated?: boolean;
  WEBCONTAINER_API_IFRAME_URL?: string;
}

/** The folder of the real container; the labs' own folders stand in it. */
const WORKDIR_NAME = 'plumbline';

/** The client takes a key once, before its first boot. */
let isKeySet = false;

/**
 * Loads StackBlitz's client and boots the one WebContainer of this page.
 *
 * Nothing of StackBlitz is loaded before this is called.
 *
 * @throws LabError `WebContainerNotIsolated` where the site's COOP and COEP headers are missing;
 *   `WebContainerCannotStart` when it refuses, or has not answered after `timeoutMs`.
 */
export async function bootClient(
  { apiKey, origin }: WebContainerSettings,
  timeoutMs: number,
): Promise<WebContainer> {
  const scope = globalThis as ClientScope;
  if (scope.crossOriginIsolated !== true) throw notIsolated();
  if (origin !== undefined) scope.WEBCONTAINER_API_IFRAME_URL = origin;
  const { WebContainer: Client, configureAPIKey } = await import('@webcontainer/api').catch(
    (error: unknown) => {
      throw cannotStart('its client could not be loaded', error);
    },
  );
  if (apiKey !== undefined && !isKeySet) configureAPIKey(apiKey);
  isKeySet = true;
  const booting = Client.boot({ coep: 'require-corp', workdirName: WORKDIR_NAME });
  return within(booting, timeoutMs);
}

function within(booting: Promise<WebContainer>, timeoutMs: number): Promise<WebContainer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // One that comes after all is not wanted any more, and would stand in the way of the next.
      booting.then(
        (late) => {
          late.teardown();
        },
        () => undefined,
      );
      const seconds = Math.round(timeoutMs / 1000);
      reject(cannotStart(`it has not answered after ${seconds} seconds`));
    }, timeoutMs);
    booting.then(resolve, (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      reject(cannotStart(reason, error));
    });
    void booting.catch(() => undefined).finally(() => clearTimeout(timer));
  });
}

const notIsolated = (): LabError =>
  new LabError(
    'WebContainerNotIsolated',
    'WebContainers do not run on this site: its pages are not cross-origin isolated.',
    'The built-in engine runs this lab without that. Whoever runs the site can send the headers ' +
      '"Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp".',
  );

const cannotStart = (why: string, cause?: unknown): LabError =>
  new LabError(
    'WebContainerCannotStart',
    `The WebContainer did not start: ${why}.`,
    'It comes from stackblitz.com and needs the internet. The built-in engine does not.',
    { cause },
  );
