import { runCommandLine } from './cli/run.ts';
import { locateProgram } from './hosts/locate.ts';

process.exitCode = await runCommandLine({
  args: process.argv.slice(2),
  io: {
    out: (text) => void process.stdout.write(`${text}\n`),
    tell: (line) => void process.stderr.write(`${line}\n`),
  },
  env: process.env,
  files: locateProgram(),
});
