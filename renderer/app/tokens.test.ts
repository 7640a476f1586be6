import { describe, expect, it } from 'vitest';
import css from './tokens.css?raw';

/** `--name: light-dark(#light, #dark);`: the only way in which tokens.css writes a colour. */
const pairs = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]+),\s*(#[0-9a-f]+)\)/g)].map(([, name, light, dark]) => [
    name,
    { light, dark },
  ]),
);

type Theme = 'light' | 'dark';

function channel(value: number): number {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance (WCAG 2.2, "relative luminance"). */
function luminance(token: string, theme: Theme): number {
  const hex = pairs.get(token)?.[theme];
  if (hex?.length !== 7) throw new Error(`no opaque colour --${token}`);
  const [red, green, blue] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16))) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(first: string, second: string, theme: Theme): number {
  const [darker, lighter] = [luminance(first, theme), luminance(second, theme)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return (lighter + 0.05) / (darker + 0.05);
}

/** Every pair that falls short, by name, so that a failure says what to change. */
function tooWeak(fronts: readonly string[], backs: readonly string[], least: number): readonly string[] {
  return (['light', 'dark'] as const).flatMap((theme) =>
    fronts.flatMap((front) =>
      backs
        .filter((back) => contrast(front, back, theme) < least)
        .map((back) => `${theme}: --${front} on --${back} is ${contrast(front, back, theme).toFixed(2)}`),
    ),
  );
}

const surfaces = ['bg', 'pane', 'raised', 'hover', 'overlay'];
const tints = ['accent-bg', 'crit-bg', 'warn-bg', 'ok-bg'];
const numbered = (name: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${name}${from + index}`);

describe('tokens (WCAG 2.2: 1.4.3, 1.4.11)', () => {
  it('has no colour outside the pairs', () => {
    const outside = css.replaceAll(/light-dark\([^)]*\)/g, '').match(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/gi);
    expect(outside).toBeNull();
    expect(pairs.size).toBeGreaterThan(60);
  });

  it('shows text at 4.5:1 on every surface and every tint', () => {
    expect(tooWeak(['text', 'text-2', 'text-3'], [...surfaces, ...tints], 4.5)).toEqual([]);
  });

  it('shows accent, states and links at 4.5:1 on every surface', () => {
    expect(tooWeak(['accent', 'crit', 'warn', 'ok', 'info'], surfaces, 4.5)).toEqual([]);
  });

  it('shows each state at 4.5:1 on its own tint', () => {
    for (const state of ['accent', 'crit', 'warn', 'ok']) expect(tooWeak([state], [`${state}-bg`], 4.5)).toEqual([]);
  });

  it('shows what stands on filled badges, buttons and faces at 4.5:1', () => {
    expect(tooWeak(['on-accent'], ['accent', 'accent-strong'], 4.5)).toEqual([]);
    expect(tooWeak(['on-crit'], ['crit-solid'], 4.5)).toEqual([]);
    for (const rank of [1, 2, 3, 4]) expect(tooWeak([`on-sev-${rank}`], [`sev-${rank}`], 4.5)).toEqual([]);
    expect(tooWeak(['on-person'], numbered('person-', 1, 5), 4.5)).toEqual([]);
  });

  it('shows series, the edges of fields and the focus ring at 3:1', () => {
    expect(tooWeak(numbered('s', 1, 8), ['pane', 'raised'], 3)).toEqual([]);
    expect(tooWeak(['edge'], ['pane', 'raised', 'overlay', 'bg'], 3)).toEqual([]);
    expect(tooWeak(['accent'], [...surfaces, 'term-bg', 'accent-bg'], 3)).toEqual([]);
  });

  it('shows the terminal’s text at 4.5:1, and its colours too but for black on black', () => {
    expect(tooWeak(['term-text'], ['term-bg', 'term-selection'], 4.5)).toEqual([]);
    expect(tooWeak([...numbered('ansi-', 1, 7), ...numbered('ansi-', 8, 15)], ['term-bg'], 4.5)).toEqual([]);
  });
});
