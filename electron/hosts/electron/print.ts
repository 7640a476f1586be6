import { BrowserWindow, protocol } from 'electron';
import { fail, succeed } from '#shared/domain/outcome.ts';

const SCHEME = 'print';

/** A document may bring its own styles and pictures inside; it reaches neither network nor files (docs/SPEC.md, T51). */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** Prints one self-contained page in a window that nobody sees, without script. */
export async function printToPdf(html: string) {
  protocol.handle(SCHEME, () => {
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
    return new Response(html, { headers });
  });
  const window = new BrowserWindow({
    show: false,
    webPreferences: { javascript: false, contextIsolation: true, sandbox: true, nodeIntegration: false },
  });
  try {
    await window.loadURL(`${SCHEME}://document/`);
    return succeed(
      new Uint8Array(await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })),
    );
  } catch {
    return fail('failed', 'The document could not be printed.', 'Export it as HTML and print that.');
  } finally {
    window.destroy();
    protocol.unhandle(SCHEME);
  }
}

/** Documents are printed one after the other: the scheme has one document at a time. */
export function inTurn<Input, Result>(work: (input: Input) => Promise<Result>): (input: Input) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (input) => {
    const next = last.then(() => work(input));
    last = next.catch(() => {});
    return next;
  };
}

/** Registered with the page's own. */
export const printScheme = { scheme: SCHEME, privileges: { standard: true, secure: true } };
