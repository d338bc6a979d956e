import { packageRoot } from './site-link.ts';

/** Keeps the site on this device once the page is loaded, so that the next visit needs no network. */
export function registerServiceWorker(): void {
  // An LMS's address is not ours to keep.
  if (!import.meta.env.PROD || packageRoot() !== undefined) return;
  if (!('serviceWorker' in navigator)) return;
  const register = (): void => {
    // Refused in private windows of some browsers and outside secure contexts: the site then needs the network, no more.
    navigator.serviceWorker
      .register(`${import.meta.env.BASE_URL.replace(/\/?$/, '/')}service-worker.js`)
      .catch(() => undefined);
  };
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}
