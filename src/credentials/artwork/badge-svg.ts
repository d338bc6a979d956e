import { BUILDINGS } from './buildings.ts';
import { drawBadge, type BadgeChoice, type Layer } from './draw-badge.ts';

/** The drawing alone, for an `svg` element of `viewBox="0 0 240 240"` that a page brings. */
export function badgeMarkup(choice: BadgeChoice): string {
  return drawBadge(choice).map(markupOf).join('');
}

/** A badge as an SVG file: the same drawing as `badgePng`, with its words. */
export function badgeSvg(choice: BadgeChoice): string {
  const { title, shows } = BUILDINGS[choice.design];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="600" height="600" role="img"><title>${title}</title><desc>Badge: ${shows}.</desc>${badgeMarkup(choice)}</svg>`;
}

function markupOf({ path, colour, pen, opacity }: Layer): string {
  const paint =
    pen === undefined
      ? `fill="${colour}"`
      : `fill="none" stroke="${colour}" stroke-width="${pen}" stroke-linejoin="round"`;
  return `<path d="${path}" ${paint}${opacity === undefined ? '' : ` opacity="${opacity}"`}/>`;
}
