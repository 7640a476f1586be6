import type { RememberedSource, SourceMemory } from '../sources.ts';

/** Remembers for as long as the test runs. */
export function createMemory(
  remembered?: RememberedSource,
): SourceMemory & { readonly saved: () => RememberedSource | undefined } {
  let saved = remembered;
  return {
    load: () => saved,
    save: (source) => {
      saved = source;
    },
    saved: () => saved,
  };
}
