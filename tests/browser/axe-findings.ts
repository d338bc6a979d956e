import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';

/**
 * What axe finds on a page as it is now: each rule with the elements that break it.
 *
 * @param parts selectors of what is looked at; the whole page when there are none
 */
export async function axeFindings(
  page: Page,
  ...parts: readonly string[]
): Promise<readonly string[]> {
  const axe = parts.reduce((one, part) => one.include(part), new AxeBuilder({ page }));
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
