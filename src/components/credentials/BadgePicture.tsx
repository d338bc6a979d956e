import { BADGE_PALETTES, badgeMarkup, BUILDINGS, type BadgeChoice } from '#credentials';

const PALETTE = { ...BADGE_PALETTES.light, ring: 'var(--badge-ring)' };

/** A badge in a page. It is drawn as it is printed; only its ring follows the page's colours. */
export function BadgePicture(props: BadgeChoice) {
  const { title, shows } = BUILDINGS[props.design];
  const label = `Badge: ${title}, ${shows}`;
  return (
    <svg
      class="badge"
      viewBox="0 0 240 240"
      role="img"
      aria-label={label}
      dangerouslySetInnerHTML={{ __html: badgeMarkup({ palette: PALETTE, ...props }) }}
    />
  );
}
