import { TABS, type TabId } from './tabs.ts';

/** Where somebody is on the page; it stands in the fragment of the address, which is sent nowhere. */
export interface Place {
  /** Id of the cohort; absent: the list of all. */
  readonly cohort?: string;
  readonly tab: TabId;
  readonly detail: string;
}

/** The place that a fragment names: `#c-…/assign/week-1`. Anything else is the list of all cohorts. */
export function placeOf(fragment: string): Place {
  const [cohort = '', tab = '', ...rest] = fragment.replace(/^#/, '').split('/');
  const known = TABS.find(({ id }) => id === tab)?.id ?? 'cohort';
  if (!/^c-[a-z0-9-]+$/.test(cohort)) return { tab: 'cohort', detail: '' };
  return { cohort, tab: known, detail: decoded(rest.join('/')) };
}

export function fragmentOf({ cohort, tab, detail }: Place): string {
  if (cohort === undefined) return '#';
  return `#${cohort}/${tab}${detail === '' ? '' : `/${encodeURIComponent(detail)}`}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // An address that somebody cut off.
    return '';
  }
}
