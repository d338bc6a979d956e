/** Keeps the site on this device once the page is loaded, so that the next visit needs no network. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD) return;
  // A lesson's own script runs after it is loaded, that of other pages before. There is no container in private windows of some browsers and outside
  // secure contexts, or it refuses: the site then needs the network, no more. Above the folder of this script lies the site's
  // root; a package for an LMS has no worker there.
  const { serviceWorker } = navigator as Partial<Navigator>;
  const register = (): unknown =>
    serviceWorker?.register(`${import.meta.url}/../../service-worker.js`).catch(() => undefined);
  if (document.readyState === 'complete') register();
  else addEventListener('load', register);
}
