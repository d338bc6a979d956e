import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useBench } from './bench-context.ts';
import type { TerminalTabs } from './terminal-tabs.ts';

export const tabId = (id: number): string => `terminal-tab-${id}`;
export const panelId = (id: number): string => `terminal-panel-${id}`;

/** The terminals as tabs, and what can be done with them: another one, another name, close. */
export function TerminalTabList({ terminals }: { readonly terminals: TerminalTabs }) {
  const { act } = useBench();
  const list = useRef<HTMLDivElement>(null);
  const isNaming = useSignal(false);
  const tabs = terminals.tabs.value;
  const active = terminals.active.value;
  const name = tabs.find(({ id }) => id === active)?.name ?? '';
  const focusTab = () =>
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus(),
    );
  const close = (id: number) => {
    terminals.close(id);
    focusTab();
  };
  const press = (event: KeyboardEvent, id: number) => {
    if (terminals.press(event.key)) focusTab();
    else if (event.key === 'Delete') close(id);
    else if (event.key === 'F2') isNaming.value = true;
    else return;
    event.preventDefault();
  };
  return (
    <>
      {tabs.length > 1 && !isNaming.value && (
        <div role="tablist" aria-label="Terminals" class="tabs-l term-tabs" ref={list}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              id={tabId(tab.id)}
              role="tab"
              type="button"
              aria-label={`Terminal ${tab.name}`}
              aria-selected={tab.id === active}
              aria-controls={panelId(tab.id)}
              tabIndex={tab.id === active ? 0 : -1}
              title="F2 renames, Delete closes"
              onClick={() => terminals.show(tab.id)}
              onDblClick={() => (isNaming.value = true)}
              onKeyDown={(event) => press(event, tab.id)}
            >
              {tab.name}
            </button>
          ))}
        </div>
      )}
      {isNaming.value && (
        <TerminalName
          initial={name}
          onName={(given) => terminals.rename(active, given)}
          onEnd={() => {
            isNaming.value = false;
            focusTab();
          }}
        />
      )}
      <span class="term-do">
        <button
          class="tabs-x"
          type="button"
          aria-label="New terminal"
          title="New terminal: a shell of its own"
          onClick={() =>
            act((session) => {
              const why = terminals.open();
              if (why !== undefined) session.say(why);
            })
          }
        >
          +
        </button>
        {tabs.length > 1 && !isNaming.value && (
          <>
            <button
              class="linklike"
              type="button"
              aria-label={`Rename terminal ${name}`}
              onClick={() => (isNaming.value = true)}
            >
              Rename
            </button>
            <button
              class="tabs-x"
              type="button"
              aria-label={`Close terminal ${name}`}
              title="Close this terminal; what runs in it ends"
              onClick={() => close(active)}
            >
              ×
            </button>
          </>
        )}
      </span>
    </>
  );
}

/** Asks for a name in the place of the tabs. */
function TerminalName({
  initial,
  onName,
  onEnd,
}: {
  readonly initial: string;
  /** What is wrong with the name. */
  readonly onName: (name: string) => string | undefined;
  readonly onEnd: () => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const fault = useSignal<string | undefined>(undefined);
  useEffect(() => input.current?.select(), []);
  return (
    <form
      class="term-name"
      onSubmit={(event) => {
        event.preventDefault();
        fault.value = onName(input.current?.value ?? '');
        if (fault.value === undefined) onEnd();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onEnd();
      }}
    >
      <input
        ref={input}
        class="field mono"
        type="text"
        aria-label="Name of the terminal"
        defaultValue={initial}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={fault.value !== undefined}
        aria-describedby={fault.value === undefined ? undefined : 'terminal-name-fault'}
      />
      <button class="linklike" type="submit">
        Save
      </button>
      {fault.value !== undefined && (
        <span class="small w-fail-text" id="terminal-name-fault" role="alert">
          {fault.value}
        </span>
      )}
    </form>
  );
}
