// `npm run test:faults`: 1,000 kills and the other faults in many more rounds than `npm test` has; prints its figures.
import process from 'node:process';

process.env.WAR_ROOM_FAULTS = 'long';
process.argv.push('--project', 'faults');
await import('./test.mjs');
