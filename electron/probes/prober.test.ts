import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openRecord } from '../record.ts';
import { startProber } from './index.ts';

const resourcesDir = join(import.meta.dirname, '../../resources');
const options = { signal: new AbortController().signal };

it('[I30] records when a probe goes down and comes up, in the open incident, and asks without redirects', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'war-room-probes-'));
  let status = 302;
  const server = createServer((_request, response) => {
    response.writeHead(status, { location: 'http://127.0.0.1:9/' });
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  mkdirSync(join(dataDir, 'probes'), { recursive: true });
  const file = (name: string, target: string) =>
    writeFileSync(
      join(dataDir, `probes/${name}.yaml`),
      `id: ${name}\nname: Shop ${name}\ntarget: ${target}\nintervalSeconds: 1\nfailures: 2\n`,
    );
  file('http', `http://127.0.0.1:${port}/health`);
  file('tcp', `tcp://127.0.0.1:${port}`);
  writeFileSync(join(dataDir, 'probes/broken.yaml'), 'id: x\nname: x\ntarget: ftp://x\n');
  const record = openRecord({ dataDir, resourcesDir, actorName: 'Ada Winter' });
  const declared = await record.incidents.declare({ title: 'x', severity: 'SEV-1' }, options);
  if (!declared.ok) throw new Error(declared.error.message);
  const notify = vi.fn();
  const { recorder } = record.incidents;
  const prober = startProber({ resourcesDir, dataDir, recorder, notify, now: Date.now });
  onTestFinished(async () => {
    prober.close();
    record.close();
    await new Promise((closed) => server.close(closed));
    rmSync(dataDir, { recursive: true, force: true });
  });
  const kinds = () =>
    record.incidents.events(declared.value.incidentId).map(({ kind, payload }) => ({ kind, payload }));

  await vi.waitFor(() => expect(kinds().some(({ kind }) => kind === 'probeFailed')).toBe(true), 8000);
  expect(kinds().at(-1)).toEqual({
    kind: 'probeFailed',
    payload: {
      probeId: 'http',
      name: 'Shop http',
      target: `http://127.0.0.1:${port}/health`,
      failures: 2,
      detail: 'answered 302',
    },
  });
  expect(notify).toHaveBeenCalledTimes(1);
  expect(prober.problems()).toMatchObject([{ line: 3 }]);
  status = 204;
  await vi.waitFor(() => expect(kinds().at(-1)).toMatchObject({ kind: 'probeRecovered' }), 8000);
  expect(kinds().filter(({ kind }) => kind.startsWith('probe'))).toHaveLength(2);
}, 20_000);
