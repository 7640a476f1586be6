import type { Records } from './records.ts';

/** An answer that the test prepares for the next dialog of its kind; without one a dialog is cancelled. */
export type DialogAnswer =
  | { readonly kind: 'save'; readonly path: string | undefined }
  | { readonly kind: 'open'; readonly paths: readonly string[] }
  | { readonly kind: 'message'; readonly button: number; readonly checkbox?: boolean };

/** What the test may ask of the stand-in, over the child process's IPC channel. */
export interface ControlMethods {
  records(): Records;
  answerDialog(answer: DialogAnswer): null;
  /** The person closes the newest window with the system's own button. */
  closeWindow(): null;
  /** The system asks the application to end. */
  quit(): null;
  /** A second instance was started with these arguments. */
  secondInstance(argv: readonly string[]): null;
  clickNotification(index: number): null;
  /** The page's process dies. */
  crashPage(): null;
}

export type ControlRequest = {
  readonly [Method in keyof ControlMethods]: {
    readonly id: number;
    readonly method: Method;
    readonly args: Parameters<ControlMethods[Method]>;
  };
}[keyof ControlMethods];

export type ControlMessage =
  /** Chromium runs; `endpoint` is for `chromium.connectOverCDP`. */
  | { readonly type: 'browser'; readonly endpoint: string }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refused'; readonly id: number; readonly message: string };
