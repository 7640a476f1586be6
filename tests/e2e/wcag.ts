import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The rules whose answer hangs on the theme. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/**
 * Every violation of WCAG 2.2 AA, in the dark and in the light theme, as rule, place and text, so that a failure names
 * them: in the whole page, or in the one element that the CSS selector `within` finds (behind an open dialog there is
 * nothing to read).
 */
export async function violations(page: Page, within?: string): Promise<string[]> {
  // Legacy mode stays in the page: a window of the product has no other.
  const axe = () => {
    const builder = new AxeBuilder({ page }).setLegacyMode(true);
    return within === undefined ? builder : builder.include(within);
  };
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await untilStill(page);
    const { violations: inTheme } = await (colorScheme === 'dark'
      ? axe().withTags(WCAG)
      : axe().withRules(OF_COLOUR)
    ).analyze();
    for (const { id, nodes } of inTheme) {
      for (const { html, failureSummary } of nodes) found.push(`${colorScheme}: ${id}: ${html}\n${failureSummary}`);
    }
  }
  return found;
}

/** Half way through a change of theme a colour is neither the old nor the new one. */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // The new theme is on the screen, and with it whatever moves on the way there.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime ?? 0));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
