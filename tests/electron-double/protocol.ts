import type * as Electron from 'electron';
import { guard } from './guard.ts';
import { ready } from './ready.ts';
import { find } from './records.ts';
import { handlers, privileges } from './schemes.ts';

const members = {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (ready.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges: given = {} } of schemes) {
      privileges.set(scheme, given);
      if (given.bypassCSP === true) find('T20', `the scheme ${scheme} bypasses the Content-Security-Policy`);
      if (given.allowExtensions === true) find('T3', `the scheme ${scheme} lets extensions in`);
    }
  },

  handle(scheme: string, handler: Parameters<Electron.Protocol['handle']>[1]): void {
    if (!ready.isReady()) throw new Error('protocol.handle can only be called after app is ready');
    if (handlers.has(scheme)) throw new Error(`The scheme '${scheme}' is already handled`);
    const { standard, secure } = privileges.get(scheme) ?? {};
    if (standard !== true || secure !== true) {
      throw new Error(`the stand-in serves standard and secure schemes only, and ${scheme} is not registered as both`);
    }
    handlers.set(scheme, handler);
  },

  unhandle(scheme: string): void {
    handlers.delete(scheme);
  },

  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
} satisfies Partial<Electron.Protocol>;

/** Electron's `protocol`. */
export const protocol = guard(members, 'protocol');
