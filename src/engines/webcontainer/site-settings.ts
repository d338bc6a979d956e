/** What the site's configuration says of WebContainers, as the page is given it. */
export interface WebContainerSettings {
  /** StackBlitz's key for this site (`configureAPIKey`). */
  readonly apiKey?: string;
  /** Where the client's `/headless` page comes from: `https://stackblitz.com` unless told. */
  readonly origin?: string;
}

export const STACKBLITZ_ORIGIN = 'https://stackblitz.com';

/** Frames that the site's content-security policy must allow when WebContainers are switched on. */
export function frameSourcesOf({ origin = STACKBLITZ_ORIGIN }: WebContainerSettings): string[] {
  // Served ports of a lab are shown from a domain of StackBlitz's own.
  return origin === STACKBLITZ_ORIGIN ? [origin, 'https://*.webcontainer-api.io'] : [origin];
}
