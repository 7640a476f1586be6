import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Every violation of WCAG 2.2 AA as rule, place and text, so that a failure names them: in the whole page, or in the one
 * element that the CSS selector `within` finds (behind an open dialog there is nothing to read).
 */
export async function violations(page: Page, within?: string): Promise<string[]> {
  await untilStill(page);
  // Legacy mode stays in the page: a window of the product has no other.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).withTags(WCAG);
  const { violations: found } = await (within === undefined ? axe : axe.include(within)).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}

/** Half way through a change of theme a colour is neither the old nor the new one. */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime ?? 0));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
