import { WebglAddon } from '@xterm/addon-webgl';
import type { Terminal } from '@xterm/xterm';
import { whileStylesAreAdopted } from '../../components/index.ts';

/** Names under which browsers offer a GPU that is none. */
const software = /swiftshader|llvmpipe|softpipe|software|basic render|mesa offscreen/i;

/**
 * Whether WebGL runs on real hardware here. Rendered in software it is five times slower than xterm's DOM renderer and
 * adds 25 ms to every key (measured).
 */
export function hasHardwareWebgl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (!context) return false;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = context.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : context.RENDERER);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof name === 'string' && !software.test(name);
}

let hardware: boolean | undefined;

/** Draws `terminal` with WebGL where that is faster; xterm falls back to its DOM renderer otherwise and on context loss. */
export function accelerate(terminal: Terminal): void {
  hardware ??= hasHardwareWebgl();
  if (!hardware) return;
  const addon = new WebglAddon();
  // xterm makes its DOM renderer anew then, with its style elements.
  addon.onContextLoss(() => whileStylesAreAdopted(() => addon.dispose()));
  try {
    terminal.loadAddon(addon);
  } catch {
    // No context to be had after all: the DOM renderer is in place already.
    whileStylesAreAdopted(() => addon.dispose());
  }
}
