// A process of its own: `node --expose-gc memory.ts ours|bare STEPS` prints what the result of reading keeps, and the
// largest size of the process, in bytes.
import { parse, readBare, textWith } from './runbooks.ts';

const [how, steps] = process.argv.slice(2);
const text = textWith(Number(steps));
const collect = globalThis.gc;
if (!collect) throw new Error('to be run with --expose-gc');
collect();
const before = process.memoryUsage().heapUsed;
const result = how === 'ours' ? parse(text) : readBare(text);
collect();
const kept = process.memoryUsage().heapUsed - before;
// maxRSS counts in kB.
console.log(JSON.stringify([kept, process.resourceUsage().maxRSS * 1000, typeof result].slice(0, 2)));
