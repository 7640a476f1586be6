import { app } from './app.ts';
import { browser } from './browser.ts';
import type { ControlMessage, ControlMethods, ControlRequest } from './control-protocol.ts';
import { dialogAnswers, shownNotifications } from './desktop.ts';
import { records } from './records.ts';
import { windows } from './windows.ts';

const methods: { readonly [Method in keyof ControlMethods]: (...args: never[]) => unknown } = {
  records: () => records,
  answerDialog: (answer: (typeof dialogAnswers)[number]) => void dialogAnswers.push(answer),
  closeWindow: () => windows.all().at(-1)?.close(),
  quit: () => app.quit(),
  secondInstance: (argv: readonly string[]) => void app.emit('second-instance', {}, [...argv], process.cwd(), {}),
  clickNotification: (index: number) => void shownNotifications[index]?.emit('click', {}),
  crashPage: () => windows.all().at(-1)?.webContents.crash(),
};

/** Starts Chromium once the program's own start is through, makes `app` ready, and listens to the test. */
export function start(): void {
  process.on('message', (request: ControlRequest) => void answer(request));
  // The test's channel alone keeps no program alive.
  process.channel?.unref();
  // A program that has ended by itself (a command line, a second instance) needs no Chromium.
  setImmediate(async () => {
    if (app.ended) return;
    try {
      const endpoint = await browser.launch();
      say({ type: 'browser', endpoint });
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    }
    if (!app.ended) app.becomeReady();
  });
}

async function answer({ id, method, args }: ControlRequest): Promise<void> {
  try {
    const value = (await methods[method](...(args as never[]))) ?? null;
    say({ type: 'answer', id, value });
  } catch (error) {
    say({ type: 'refused', id, message: error instanceof Error ? error.message : String(error) });
  }
}

function say(message: ControlMessage): void {
  process.send?.(message, () => undefined);
}
