import type { OtherUnit } from '#interop';

/**
 * Keeps the frame at the unit's own page: whatever leads to another unit of the package is told instead, for a session with
 * an LMS is of one unit, and what was read of another in it would be recorded for none.
 *
 * @param page path of the unit's own page, from the package's root
 * @param others by the path of their pages
 */
export function followLinks(
  frame: HTMLIFrameElement,
  page: string,
  others: Readonly<Record<string, OtherUnit>>,
  onOther: (unit: OtherUnit) => void,
): void {
  const root = new URL('./', location.href).href;
  const otherAt = (address: string): OtherUnit | undefined => {
    const url = new URL(address);
    url.search = '';
    url.hash = '';
    if (!url.href.startsWith(root)) return undefined;
    const path = decodeURI(url.href.slice(root.length));
    return others[path];
  };
  const onClick = (event: MouseEvent): void => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]');
    const other = link && otherAt(link.href);
    if (!other) return;
    event.preventDefault();
    event.stopPropagation();
    onOther(other);
  };
  frame.addEventListener('load', () => {
    // Of another origin only where a browser gives every file one of its own: there is no LMS then.
    const shown = frame.contentDocument;
    if (!shown) return;
    const other = otherAt(shown.location.href);
    if (other) {
      frame.src = page;
      onOther(other);
      return;
    }
    shown.addEventListener('click', onClick, { capture: true });
    shown.addEventListener('auxclick', onClick, { capture: true });
  });
}
