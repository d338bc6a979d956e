import { axeFindings } from './axe-findings.ts';
import { expect, test } from './own-origin.ts';

test('24 answers lead to a path with order and hours, which is there again after a reload', async ({
  page,
}) => {
  await page.goto('/diagnostic/');
  const next = page.getByRole('button', { name: /^(?:Next|Show my path)$/ });
  // Two parts that are read and copied as two words.
  await expect(page.locator('.quiz-item .crumb')).toHaveText('Question 1 of 24 Your aim');
  for (let number = 1; number <= 24; number += 1) {
    await expect(page.locator('.quiz-item .crumb')).toContainText(`Question ${number} of 24`);
    if (number === 5) await page.reload();
    await expect(page.locator('.quiz-item .crumb')).toContainText(`Question ${number} of 24`);
    // Aim at L3, claim "explains" of everything, and choose the first option of every proof.
    const place = number === 1 ? 2 : number <= 13 ? 1 : 0;
    await page.locator('.choice input').nth(place).press('Space');
    await next.press('Enter');
  }
  const heading = page.getByRole('heading', { name: /^Your path: / });
  await expect(heading).toBeFocused();
  await expect(page.locator('ol.path li').first()).toContainText(/about [\d.]+ hours/);
  // The named path: modules in order, and the exam at its end.
  const short = page.locator('ol.path-short li');
  await expect(short.first().getByRole('link')).toHaveAttribute('href', /^\/courses\//);
  await expect(short.last()).toContainText('then the exam');
  expect(await axeFindings(page)).toEqual([]);
  await page.reload();
  await expect(heading).toBeVisible();
});
