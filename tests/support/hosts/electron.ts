import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { electronBinary } from './electron-binary.ts';
import { type Instance, root, type StartOptions, until, VIEWPORT } from './instance.ts';

/** The product in Electron itself. */
export async function startElectron(options: StartOptions): Promise<Instance> {
  const executablePath = electronBinary();
  if (executablePath === undefined) throw new Error("Electron's binary is not installed");
  // Chromium's sandbox refuses to start as root.
  const args = process.getuid?.() === 0 ? ['.', '--no-sandbox'] : ['.'];
  const environment = Object.entries({ ...process.env, ...options.env, WAR_ROOM_DATA_DIR: options.dataDir });
  const program = await _electron.launch({
    executablePath,
    args,
    cwd: root,
    env: Object.fromEntries(environment.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
  });
  const page = await program.firstWindow();
  await page.setViewportSize(VIEWPORT);
  let output = '';
  for (const stream of [program.process().stdout, program.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  return {
    page,
    pid: program.process().pid ?? -1,
    findings: async () => [],
    log: () => output,
    async saveInto(folder) {
      const path = join(folder, 'post-mortem.md');
      await program.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath });
      }, path);
      return () =>
        until(
          () => (existsSync(path) ? path : undefined),
          () => `nothing was saved at ${path}`,
        );
    },
    close: () => program.close(),
    async kill9() {
      const exited = new Promise((resolve) => program.process().once('exit', resolve));
      program.process().kill('SIGKILL');
      await exited;
    },
    crashPage: () => Promise.reject(new Error('Playwright sees nothing more of a window whose page crashed')),
  };
}
