/** What `guardQueries` needs of xterm; `@xterm/headless` has it as well. */
export interface GuardedTerminal {
  readonly parser: {
    registerOscHandler(ident: number, callback: (data: string) => boolean): unknown;
    registerCsiHandler(id: { readonly final: string }, callback: (params: (number | number[])[]) => boolean): unknown;
  };
}

/** xterm's window reports that carry text a program chose: icon label and window title. */
const titleReports = [20, 21];

/**
 * Refuses what a program in a terminal must not get from it: the clipboard, in either direction (T30, OSC 52), and the
 * title back as if it had been typed (T31): a file shown with `cat` could set a title that is a command and ask for it.
 */
export function guardQueries(terminal: GuardedTerminal): void {
  terminal.parser.registerOscHandler(52, () => true);
  // Off in xterm's options as they stand; here because it must never be an option.
  terminal.parser.registerCsiHandler({ final: 't' }, ([operation]) => titleReports.includes(Number(operation)));
}
