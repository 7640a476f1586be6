import type { Request as PageRequest, Route } from 'playwright';
import { cspProblems } from '../support/csp.ts';
import { find } from './records.ts';
import { fromChromium, handlerOf, headerToChromium, originOf } from './schemes.ts';
import type { SessionDouble } from './session.ts';

const TRANSLATED = ['content-security-policy', 'access-control-allow-origin', 'location'];

export interface Requester {
  readonly isMainFrame: boolean;
  /** False in a window that runs no script, such as one that only prints. */
  readonly scripted: boolean;
}

/** Answers one request of a window's page from the program's protocol handler. Nothing goes to the network. */
export async function serve(route: Route, session: SessionDouble, requester: Requester): Promise<void> {
  const { isMainFrame, scripted } = requester;
  const request = route.request();
  const url = fromChromium(request.url());
  if (await session.cancels({ url, method: request.method(), resourceType: request.resourceType() })) {
    return route.abort('blockedbyclient');
  }
  const handler = handlerOf(url);
  if (handler === undefined) {
    find('T4', `a page ${isMainFrame ? 'was let navigate to' : 'asked the network for'} ${url}`);
    return route.abort('blockedbyclient');
  }
  const answer = await respond(handler, url, request);
  const headers = await session.withHeaders(url, Object.fromEntries(answer.headers));
  if (isMainFrame) checkPage(url, answer.status, headers, scripted);
  for (const name of TRANSLATED) {
    const value = headers[name];
    if (value !== undefined) headers[name] = headerToChromium(value);
  }
  await route.fulfill({ status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) });
}

async function respond(
  handler: NonNullable<ReturnType<typeof handlerOf>>,
  url: string,
  request: PageRequest,
): Promise<Response> {
  const body = request.postDataBuffer();
  const headers = Object.entries(request.headers()).filter(([name]) => !name.startsWith(':'));
  const asked = new Request(url, {
    method: request.method(),
    headers,
    ...(body === null ? {} : { body: new Uint8Array(body) }),
  });
  try {
    return await handler(asked);
  } catch (error) {
    // Electron answers net::ERR_UNEXPECTED and prints the error.
    console.error(`the protocol handler failed for ${url}:`, error);
    return new Response('', { status: 500 });
  }
}

function checkPage(url: string, status: number, headers: Readonly<Record<string, string>>, scripted: boolean): void {
  if (status !== 200) return;
  const policy = headers['content-security-policy'];
  if (!scripted && policy?.includes("default-src 'none'")) return;
  for (const problem of cspProblems(policy, originOf(url))) find('T20', `${url}: ${problem}`);
}
