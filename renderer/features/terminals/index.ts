export { withoutBidi } from './bidi.ts';
export { guardQueries } from './guard-queries.ts';
export { TerminalsPane } from './TerminalsPane.tsx';
export { onThemeChange, terminalTheme } from './theme.ts';
export { useTerminalFontSize } from './use-font-size.ts';
