import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openRecord } from '../record.ts';

const resourcesDir = join(import.meta.dirname, '../../resources');
const options = { signal: new AbortController().signal };

it('[I8] gives a blob back as text, and says when it is none', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'war-room-timeline-'));
  const { timeline, incidents, close } = openRecord({ dataDir, resourcesDir, actorName: 'Ada Winter' });
  onTestFinished(() => {
    close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const text = incidents.recorder.putBlob(new TextEncoder().encode('{"a":1}'));
  const bytes = incidents.recorder.putBlob(Uint8Array.from([0xff, 0xfe]));
  expect(timeline.readBlob({ sha256: text }, options)).toEqual({ ok: true, value: { text: '{"a":1}' } });
  expect(timeline.readBlob({ sha256: bytes }, options)).toMatchObject({ ok: false, error: { code: 'damaged' } });
  expect(timeline.readBlob({ sha256: '0'.repeat(64) }, options)).toMatchObject({ error: { code: 'absent' } });
});
