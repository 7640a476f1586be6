import { useStore } from '../../store/index.ts';

/** Before the settings are there, CSS pixels. */
const DEFAULT_FONT_SIZE = 13;

/** The size of a terminal's text, CSS pixels: what is set for terminals, in the scale that is set for all text. */
export function useTerminalFontSize(): number {
  return useStore(({ settings }) =>
    settings ? Math.round(settings.terminalFontSize * settings.textScale) : DEFAULT_FONT_SIZE,
  );
}
