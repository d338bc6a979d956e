/** Keeps the site on this device once the page is loaded, so that the next visit needs no network. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD) return;
  // A page's own script runs before it is loaded. There is no container in private windows of some browsers and outside
  // secure contexts, or it refuses: the site then needs the network, no more. Above the folder of this script lies the site's
  // root; a package for an LMS has no worker there.
  const { serviceWorker } = navigator as Partial<Navigator>;
  addEventListener('load', () => {
    serviceWorker?.register(`${import.meta.url}/../../service-worker.js`).catch(() => undefined);
  });
}
