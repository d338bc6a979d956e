/** Turns ways that stand one below the other into tabs: one at a time, chosen by click, arrows, Home and End. */
export function offerTabs(): void {
  for (const [index, tabs] of document.querySelectorAll<HTMLElement>('.tabs').entries()) {
    const panels = [...tabs.querySelectorAll<HTMLElement>(':scope > .tab')];
    const bar = document.createElement('div');
    bar.role = 'tablist';
    const buttons = panels.map((panel, place) => {
      const title = panel.querySelector<HTMLElement>('.tab-t');
      const button = document.createElement('button');
      button.type = 'button';
      button.role = 'tab';
      button.id = `tab-${index}-${place}`;
      button.textContent = title?.textContent ?? '';
      // It stands on paper, where there are no tabs.
      if (title) title.hidden = true;
      panel.id ||= `way-${index}-${place}`;
      panel.role = 'tabpanel';
      panel.removeAttribute('aria-label');
      panel.setAttribute('aria-labelledby', button.id);
      button.setAttribute('aria-controls', panel.id);
      return button;
    });
    const choose = (chosen: number, focus = true): void => {
      for (const [place, button] of buttons.entries()) {
        button.setAttribute('aria-selected', String(place === chosen));
        button.tabIndex = place === chosen ? 0 : -1;
        panels[place]?.toggleAttribute('hidden', place !== chosen);
      }
      if (focus) buttons[chosen]?.focus();
    };
    bar.addEventListener('click', ({ target }) => {
      const place = buttons.indexOf(target as HTMLButtonElement);
      if (place >= 0) choose(place);
    });
    bar.addEventListener('keydown', (event) => {
      const at = buttons.indexOf(event.target as HTMLButtonElement);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      choose((to + buttons.length) % buttons.length);
    });
    bar.append(...buttons);
    tabs.prepend(bar);
    choose(0, false);
  }
}
