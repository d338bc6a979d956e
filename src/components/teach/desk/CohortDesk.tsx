import type { ComponentChildren, ComponentType, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { lateStyle } from '../../site/late-style.ts';
import { dayOf, retentionWords } from './dates.ts';
import { fragmentOf, type Place } from './place.ts';
import { panelOf, SHOWN_TABS, type TabId } from './tabs.ts';
import type { PanelProps } from './teach-panel.ts';
import { useKeptFocus } from './use-kept-focus.ts';

interface Props {
  readonly heading: RefObject<HTMLHeadingElement>;
  readonly notices: ComponentChildren;
  readonly place: Place;
  readonly props: PanelProps;
}

/** One cohort: its name and numbers, its tabs, and the panel of the tab that is open. */
export function CohortDesk({ heading, notices, place, props }: Props) {
  const { cohort } = props;
  const retention = retentionWords(cohort, new Date());
  const tabs = useRef<HTMLElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useKeptFocus(panel);
  // On a phone the row is wider than the screen, and a tab may be opened from elsewhere.
  useEffect(() => {
    const row = tabs.current;
    const open = row?.querySelector<HTMLElement>('[aria-current]');
    if (row && open) row.scrollLeft = open.offsetLeft - (row.clientWidth - open.offsetWidth) / 2;
  }, [place.tab]);
  return (
    <>
      <header class="teach-head">
        <div>
          <p class="crumb">
            <a href="#">Cohorts</a> <span>{cohort.issuer.name}</span>
          </p>
          <h1 ref={heading} tabIndex={-1}>
            {cohort.name}
          </h1>
        </div>
        <dl class="teach-nums">
          <div>
            <dt>Learners</dt>
            <dd>{cohort.learners.length}</dd>
          </div>
          <div>
            <dt>Assignments</dt>
            <dd>{cohort.assignments.length}</dd>
          </div>
          <div>
            <dt>Kept until</dt>
            <dd class={retention.isOver ? 'w-error' : undefined}>{dayOf(cohort.retainUntil)}</dd>
          </div>
        </dl>
      </header>
      <nav ref={tabs} class="teach-tabs" aria-label="Parts of the cohort">
        {SHOWN_TABS.map(({ id, name }) => (
          <a
            key={id}
            href={fragmentOf({ cohort: cohort.id, tab: id, detail: '' })}
            aria-current={id === place.tab ? 'page' : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      {notices}
      {retention.isOver && <p class="notice is-warn">{retention.words}</p>}
      {cohort.archivedAt !== undefined && (
        <p class="notice">
          This cohort is archived since {dayOf(cohort.archivedAt)}. Nothing of it is changed until
          it is opened again, under Cohort.
        </p>
      )}
      <div ref={panel}>
        <TabPanel key={place.tab} tab={place.tab} props={props} />
      </div>
    </>
  );
}

function TabPanel({ tab, props }: { readonly tab: TabId; readonly props: PanelProps }) {
  const [Panel, setPanel] = useState<ComponentType<PanelProps>>();
  const panel = panelOf(tab);
  useEffect(() => {
    let isGone = false;
    props.attempt(async () => {
      const [loaded] = await Promise.all([
        panel?.load(),
        ...(panel?.sheets ?? []).map((sheet) => lateStyle(sheet)),
      ]);
      if (loaded && !isGone) setPanel(() => loaded);
      return '';
    });
    return () => {
      isGone = true;
    };
  }, [tab]);
  if (!panel) return <p class="notice">This edition of the site has no such part.</p>;
  return <div class="teach-panel">{Panel && <Panel {...props} />}</div>;
}
