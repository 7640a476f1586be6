import { expect, it } from 'vitest';
import { cspProblems } from '../support/csp.ts';
import { host, withApp } from './world.ts';

it(
  '[T20] serves the page with a policy that allows nothing but its own',
  withApp(async ({ page }) => {
    const response = await page.reload();
    expect(cspProblems(response?.headers()['content-security-policy'], new URL(page.url()).origin)).toEqual([]);
  }),
);

it(
  '[T20] runs no script that was injected, and reaches no other origin',
  withApp(async (app) => {
    const { page } = app;
    const ran = await page.evaluate(async () => {
      const world = window as unknown as Record<string, unknown>;
      const inline = document.createElement('script');
      inline.textContent = 'window.inline = true';
      const remote = document.createElement('script');
      remote.src = 'https://elsewhere.example/script.js';
      const handler = document.createElement('div');
      handler.innerHTML = '<img src="data:," onerror="window.handler = true">';
      document.body.append(inline, remote, handler);
      // Text for a timer is eval, and runs when this call is over.
      setTimeout('window.evaluated = true');
      const fetched = await fetch('https://elsewhere.example/').then(
        () => true,
        () => false,
      );
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { inline: world.inline, handler: world.handler, evaluated: world.evaluated, fetched };
    });
    expect(ran).toEqual({ inline: undefined, handler: undefined, evaluated: undefined, fetched: false });
    // It was the policy that refused them.
    expect(app.takePageProblems().length).toBeGreaterThanOrEqual(4);
  }),
);

it(
  '[T6] serves nothing outside the folder of the page',
  withApp(async ({ page }) => {
    const paths = ['/package.json', '/../package.json', '/..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/a%00b'];
    const statuses = await page.evaluate(
      (asked) => Promise.all(asked.map((path) => fetch(path).then(({ status }) => status))),
      paths,
    );
    expect(statuses.filter((status) => status < 400)).toEqual([]);
  }),
);

// In the browser host the window is the browser's: it goes where the person tells it to.
if (host !== 'browser-host') {
  it(
    '[T4] stays where it is when its page wants to leave or to open a window',
    withApp(async ({ page }) => {
      const before = page.url();
      await page.evaluate(() => {
        window.open('https://elsewhere.example/popup');
        window.location.assign('https://elsewhere.example/');
      });
      await page.waitForTimeout(500);
      expect(page.url()).toBe(before);
      expect(page.context().pages()).toEqual([page]);
      await page.getByRole('heading', { name: 'No incidents yet' }).waitFor();
    }),
  );
}
