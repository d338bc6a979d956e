/** Keeps the site on this device once the page is loaded, so that the next visit needs no network. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = (): void => {
    // Above the folder of this script lies the site's root. Refused in private windows of some browsers and outside secure
    // contexts: the site then needs the network, no more. A package for an LMS has no such file, and so no worker.
    navigator.serviceWorker
      .register(`${import.meta.url}/../../service-worker.js`)
      .catch(() => undefined);
  };
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}
