import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DoubleProcess } from '../../electron-double/double-process.ts';
import { type Instance, root, type StartOptions, until, VIEWPORT } from './instance.ts';

/** The built Electron main process and preload on the stand-in for Electron. */
export async function startElectronDouble(options: StartOptions): Promise<Instance> {
  const program = new DoubleProcess({
    main: join(root, 'out/main/main.js'),
    env: { ...options.env, WAR_ROOM_DATA_DIR: options.dataDir },
  });
  try {
    let page = await program.page();
    await page.setViewportSize(VIEWPORT);
    return {
      get page() {
        return page;
      },
      pid: program.pid,
      findings: async () => (await program.ask('records')).findings,
      log: () => program.output,
      async saveInto(folder) {
        const path = join(folder, 'post-mortem.md');
        await program.ask('answerDialog', { kind: 'save', path });
        return () =>
          until(
            () => (existsSync(path) ? path : undefined),
            () => `nothing was saved at ${path}`,
          );
      },
      async close() {
        // Where programs run in terminals it asks first: 1 is "Quit and end them".
        await program.ask('answerDialog', { kind: 'message', button: 1 });
        // The answer may be cut off by the end that it brings.
        await program.ask('closeWindow').catch(() => undefined);
        const ended = await Promise.race([program.exited.then(() => true), delay(10_000, false)]);
        await program.dispose();
        if (!ended) throw new Error(`the program still ran 10 s after its window was closed:\n${program.output}`);
      },
      kill9: () => program.kill9(),
      async crashPage() {
        await program.ask('crashPage');
        // Main loads it again by itself.
        page = await program.page();
        await page.setViewportSize(VIEWPORT);
        return page;
      },
    };
  } catch (error) {
    await program.dispose();
    throw error;
  }
}
