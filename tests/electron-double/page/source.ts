import { randomUUID } from 'node:crypto';
import { createCodec } from './codec.ts';
import { pageWorld } from './page-world.ts';
import { type PreloadWorldConfig, preloadWorld } from './preload-world.ts';
import { createWorldLink } from './world-link.ts';

/** The isolated world's name, and the binding that only it has. */
export const WORLD = 'Electron Isolated Context';
export const BINDING = '__electronDouble';

/** Scripts that Chromium runs in each new document of a window before the page's own, in this order. */
export interface PageScripts {
  readonly page: string;
  readonly preload: string;
}

/**
 * `preload` is the text of the window's preload, wrapped as Node wraps CommonJS; absent where the window has none.
 * Node strips types when it loads these modules, so a function's text is JavaScript that Chromium runs.
 */
export function pageScripts(preload: string | undefined, additionalArguments: readonly string[]): PageScripts {
  const secret = randomUUID();
  const config: PreloadWorldConfig = {
    secret,
    binding: BINDING,
    process: { platform: process.platform, versions: { ...process.versions }, argv: [...additionalArguments] },
  };
  const helpers = `${createCodec}, ${createWorldLink}`;
  return {
    page: `if (window === window.top) (${pageWorld})(${helpers}, ${JSON.stringify(secret)});`,
    preload: `if (window === window.top) {
      const world = (${preloadWorld})(${helpers}, ${JSON.stringify(config)});
      try {
        (function (exports, require, module, process, global) { ${preload ?? ''}
        })({}, world.require, { exports: {} }, world.process, globalThis);
      } catch (error) { world.report(error); }
    }`,
  };
}
