// `npm run test:faults`: 1,000 kills, a gigabyte of output and the other faults in many more rounds than `npm test` has;
// prints its figures. With arguments vitest gets them: `npm run test:faults -- --project faults-browser-host`.
import process from 'node:process';

process.env.WAR_ROOM_FAULTS = 'long';
if (!process.argv.includes('--project')) process.argv.push('--project', 'faults*');
await import('./test.mjs');
