import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { connectPrometheus, declareByKeyboard, pane } from './steps.ts';
import { withApp } from './world.ts';

/** An address where something else than a Prometheus answers. */
async function startWrongServer(): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works!</h1>');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it(
  'says in one line what is wrong with an address, and goes on',
  withApp(async ({ page }) => {
    await connectPrometheus(page, 'http://');
    const dialog = page.getByRole('dialog', { name: 'Connect metrics' });
    const address = dialog.getByRole('textbox', { name: /address of a prometheus/i });
    const said = async () => {
      await dialog.getByRole('alert').waitFor();
      return dialog.getByRole('alert').locator('p').allInnerTexts();
    };
    const enter = async (url: string) => {
      await address.fill(url);
      await page.keyboard.press('Enter');
    };
    const wrong = [
      'http://',
      'ftp://127.0.0.1/',
      `http://127.0.0.1:${await freePort()}`,
      'http://no-such-host.invalid:9090',
      await startWrongServer(),
    ];
    const answers: string[][] = [];
    for (const url of wrong) {
      await enter(url);
      // A new answer takes the old one's place.
      await page.waitForFunction(
        (before) => document.querySelector('[role=dialog] [role=alert]')?.textContent !== before,
        answers.at(-1)?.join('') ?? '',
      );
      answers.push(await said());
    }
    for (const [message = '', action = ''] of answers) {
      expect(message).toMatch(/^[^\n]{10,200}$/);
      expect(action).not.toMatch(/\n/);
    }
    expect(await address.inputValue()).toBe(wrong.at(-1));
  }),
);

it(
  'declares nothing without a title, and loses nothing that was typed',
  withApp(async ({ page }) => {
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog', { name: 'Declare an incident' });
    await dialog.getByRole('textbox', { name: 'Your name' }).fill('Ada');
    await page.keyboard.press('Enter');
    const title = dialog.getByRole('textbox', { name: 'What is broken?' });
    await dialog.getByText('Say in a few words what is broken.').waitFor();
    expect(await title.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await title.getAttribute('aria-invalid')).toBe('true');
    expect(await dialog.getByRole('textbox', { name: 'Your name' }).inputValue()).toBe('Ada');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'No incidents yet' }).waitFor();
  }),
);

it(
  'says in one line that a time has no meaning, and keeps the text',
  withApp(async ({ page }) => {
    await declareByKeyboard(page, { title: 'Clock trouble', levelsDown: 3, name: 'Ada' });
    const editor = pane(page, 'Timeline').getByRole('textbox', { name: 'Add to the timeline' });
    await editor.fill('@99:99 from nowhere');
    await page.keyboard.press('Enter');
    expect(await editor.inputValue()).toBe('@99:99 from nowhere');
    await pane(page, 'Timeline').getByText('is no time').waitFor();
  }),
);
