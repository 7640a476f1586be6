/** The page's address in Electron: a scheme of its own, because `file:` may read too much (docs/SPEC.md, T6). */
export const PAGE_SCHEME = 'app';
const PAGE_HOST = 'war-room';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`;

/** Compares what was parsed: a prefix would take `app://war-room.example` for ours (docs/SPEC.md, T4). */
export function isOwnPage(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === `${PAGE_SCHEME}:` && url.host === PAGE_HOST && url.username === '' && url.password === '';
}
