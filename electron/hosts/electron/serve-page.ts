import { protocol } from 'electron';
import { pageHeaders } from '../page-headers.ts';
import { type PageAnswer, servePageFile, textAnswer } from '../static-files.ts';
import { isOwnPage, PAGE_ORIGIN, PAGE_SCHEME } from './own-page.ts';
import { printScheme } from './print.ts';

const connect = [PAGE_ORIGIN];

/** Has to run once, before the app is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
    printScheme,
  ]);
}

/** Serves the files in `folder` under the page's own origin, and nothing else (docs/SPEC.md, T6, T20). */
export function servePage(folder: string): void {
  protocol.handle(PAGE_SCHEME, async (request) => {
    const answer = await answerRequest(folder, request);
    return new Response(answer.body, { status: answer.status, headers: { ...answer.headers } });
  });
}

async function answerRequest(folder: string, request: Request): Promise<PageAnswer> {
  if (request.method === 'GET' && isOwnPage(request.url)) {
    return servePageFile(folder, new URL(request.url).pathname, connect);
  }
  return textAnswer(404, 'Not found.', pageHeaders(connect));
}
