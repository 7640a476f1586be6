import { contextBridge, ipcRenderer } from 'electron';

/** What is used of the page's window; the rest of the DOM is no business of anything outside the page. */
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, targetOrigin: string, transfer: readonly object[]): void;
};

/**
 * The one thing that the page gets from here (docs/SPEC.md, T8): a function that asks for a port. One end goes to the main
 * process, which checks who asks; the other comes back to the page as a message. No event object crosses.
 */
contextBridge.exposeInMainWorld('warRoom', {
  requestPort(purpose: string): void {
    const { port1, port2 } = new MessageChannel();
    ipcRenderer.postMessage('war-room:port', String(purpose), [port1]);
    window.postMessage({ type: 'war-room:port', purpose: String(purpose) }, window.location.origin, [port2]);
  },
});
