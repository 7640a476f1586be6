import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { fail } from '#shared/domain/outcome.ts';
import type { HostCapabilities } from './hosts/host.ts';
import { openRecord } from './record.ts';
import { startServices } from './services.ts';

const resourcesDir = join(import.meta.dirname, '../resources');
const options = { signal: new AbortController().signal };

it('[D71] keeps the clocks of what the command line declares, and only the window does', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'war-room-services-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const shown: { readonly title: string; readonly body: string }[] = [];
  const host: HostCapabilities = {
    paths: { data: dataDir, resources: resourcesDir },
    secrets: { persistent: false, get: () => undefined, set: () => {}, remove: () => {} },
    openExternal: async () => fail('cannot-open', 'No browser.'),
    saveFile: async () => fail('cancelled', 'Nothing was saved.'),
    printToPdf: async () => fail('not-available', 'No printer.'),
    notify: (notice) => shown.push(notice),
    quit: () => {},
  };

  const commandLine = openRecord({ dataDir, resourcesDir, actorName: 'Ada Winter' });
  onTestFinished(() => commandLine.close());
  const detectedAt = Date.now() - 6 * 60_000;
  const declared = await commandLine.incidents.declare({ title: 'Checkout', severity: 'SEV-1', detectedAt }, options);
  if (!declared.ok) throw new Error(declared.error.message);
  const { incidentId } = declared.value;
  const breaches = () => commandLine.incidents.incident(incidentId)?.breaches.map(({ clock }) => clock);
  expect(breaches()).toEqual([]);

  const services = startServices({
    files: { version: '0.0.0', page: '', preload: '', resources: resourcesDir, root: dataDir },
    host,
    report: () => {},
  });
  onTestFinished(() => services.close());
  await vi.waitFor(() => expect(breaches()).toEqual(['acknowledge']));
  await vi.waitFor(() =>
    expect(shown).toEqual([{ title: 'SEV-1 Checkout', body: 'Acknowledge is overdue: the limit of 5 m has passed.' }]),
  );
});
