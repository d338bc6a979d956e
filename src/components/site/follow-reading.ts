/**
 * Fills the line of the contents down to the section that is being read, and names it on the button that opens them on a
 * narrow page. A click in the contents moves the focus to the heading.
 */
export function followReading(): void {
  const toc = document.getElementById('toc');
  const links = [...(toc?.querySelectorAll('a') ?? [])];
  const items = links.map((link) => link.parentElement);
  const headings = links.flatMap(({ hash }) => document.getElementById(hash.slice(1)) ?? []);
  const present = document.querySelector('[data-present]');
  if (!toc || headings.length === 0) return;

  let shown = -2;
  const show = (): void => {
    // A section is being read once its heading has passed the upper third of the window; the last one at the page's end.
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const passed = headings.filter((one) => one.getBoundingClientRect().top < innerHeight / 3);
    const current = atEnd ? headings.length - 1 : passed.length - 1;
    if (current === shown) return;
    shown = current;
    for (const [index, item] of items.entries()) {
      item?.classList.toggle('read', index < current);
      if (index === current) item?.setAttribute('aria-current', 'true');
      else item?.removeAttribute('aria-current');
    }
    if (!present) return;
    const title = headings[current]?.textContent;
    present.textContent = title ? `${current + 1} of ${headings.length}: ${title}` : '';
  };

  const observer = new IntersectionObserver(show, {
    rootMargin: '0px 0px -66% 0px',
    threshold: [0, 1],
  });
  for (const heading of headings) observer.observe(heading);
  addEventListener('scrollend', show);
  show();

  const arrive = (link: HTMLAnchorElement): void => {
    const heading = document.getElementById(link.hash.slice(1));
    if (toc.matches(':popover-open')) toc.hidePopover();
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  };
  for (const link of links) {
    link.addEventListener('click', () => arrive(link));
    // The click that brought this code along came before it could listen; the browser has then taken the focus from it.
    if (link.hash === location.hash && document.activeElement === document.body) arrive(link);
  }
}
