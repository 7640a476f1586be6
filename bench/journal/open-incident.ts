// A process of its own: `node open-incident.ts DATADIR INCIDENT` opens the record, then the incident as a window does
// (its state, the newest 200 entries, both watched), and prints JSON. `rows` instead only reads the incident's rows.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openBenchRecord } from './records.ts';

const [dataDir = '', incidentId = '', what] = process.argv.slice(2);
const started = performance.now();
if (what === 'rows') {
  const database = new DatabaseSync(join(dataDir, 'journal.db'), { readOnly: true });
  let rows = 0;
  const statement = database.prepare('SELECT * FROM events WHERE incident_id = ? ORDER BY hlc, device_id, seq');
  for (const _row of statement.iterate(incidentId)) rows += 1;
  print(rows);
} else {
  const record = openBenchRecord(dataDir);
  const { signal } = new AbortController();
  const state = await (await record.incidents.watch({ incidentId }, { signal })).next();
  const timeline = await (await record.timeline.watch({ incidentId, newest: 200 }, { signal })).next();
  if (!state.value?.incident || timeline.value?.entries.length !== 200) throw new Error('not opened');
  print(timeline.value.total);
  record.close();
}

/** Milliseconds since this process began, and since its modules were there; memory in bytes. */
function print(count: number): void {
  const ended = performance.now();
  console.log(JSON.stringify({ count, processMs: ended, openMs: ended - started, rss: process.memoryUsage().rss }));
}
