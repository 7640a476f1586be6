import { redact } from '#shared/domain/redaction.ts';
import { createRecordings } from './recordings.ts';

// A program that records until it is killed: argument 1 is its data directory.
const recordings = createRecordings({
  dataDir: process.argv[2] as string,
  redact,
  now: Date.now,
  elapsed: () => performance.now(),
  keepBlob: () => {},
  events: { stopped: () => {}, sealed: () => true, notSealed: () => {} },
});
const recording = recordings.start(
  {
    sessionId: process.argv[3] as string,
    title: 'ops 1',
    shell: '/bin/bash',
    columns: 80,
    rows: 24,
    level: 'everything',
  },
  { onCaughtUp: () => {}, onState: () => {} },
);
let line = 0;
setInterval(() => {
  for (let index = 0; index < 200; index += 1) {
    recording.output(Buffer.from(`\x1b[3${line % 8}mline ${line}\x1b[0m password=hunter2-${line} ü\r\n`));
    line += 1;
  }
}, 1);
