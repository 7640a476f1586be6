import { expect, it } from 'vitest';
import { applyAppearance, stepTextScale } from './appearance.ts';

const root = () => ({ dataset: {} as DOMStringMap, style: { fontSize: '' } }) as unknown as HTMLElement;

it('puts theme and text size into force, and leaves the theme to the system when asked to', () => {
  const element = root();
  applyAppearance(element, { theme: 'dark', textScale: 1.25 });
  expect([element.dataset.theme, element.style.fontSize]).toEqual(['dark', '125%']);
  applyAppearance(element, { theme: 'system', textScale: 1 });
  expect(element.dataset.theme).toBeUndefined();
});

it('steps through text sizes from 80 to 200 per cent and stops there', () => {
  expect(stepTextScale(1, 1)).toBe(1.1);
  expect(stepTextScale(1.05, -1)).toBe(1);
  expect([stepTextScale(2, 1), stepTextScale(0.8, -1)]).toEqual([2, 0.8]);
});
