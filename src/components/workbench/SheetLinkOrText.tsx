import type { SheetLink } from './lab-sheet.ts';

interface Props {
  readonly link: SheetLink;
  /** Id of a heading of that page. */
  readonly heading?: string | undefined;
}

/** A page by its title: as a link where it can be had, as text in a package that does not have it. */
export function SheetLinkOrText({ link: { href, title }, heading }: Props) {
  if (href === '') return <>{title}</>;
  return <a href={href + (heading ? `#${heading}` : '')}>{title}</a>;
}
