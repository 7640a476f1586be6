import type { Argv } from 'yargs';
import { type Act, type CommonArguments, done, failed } from '../context.ts';
import type { Check } from '../doctor/examine.ts';

/** `war-room doctor`: what works on this machine, and what to do about what does not. Exit code 1 when a check failed. */
export function addDoctor(cli: Argv<CommonArguments>, act: Act) {
  return cli.command(
    'doctor',
    'Say what works on this machine, and what to do about what does not',
    (options) => options.options({ json: { type: 'boolean', default: false, describe: 'Print the checks as JSON' } }),
    act(async (given, context) => {
      const { examine } = await import('../doctor/examine.ts');
      const checks = await examine(context);
      context.io.out(given.json ? JSON.stringify({ checks }) : checks.map(describe).join('\n'));
      const broken = checks.filter(({ state }) => state === 'failed').length;
      if (broken === 0) return done;
      return failed({ message: `${broken === 1 ? 'A check' : `${broken} checks`} failed.`, action: '' });
    }),
  );
}

function describe({ name, state, detail, action }: Check): string {
  const line = `${state.padEnd(7)}  ${name.padEnd(14)}  ${detail}`;
  return action === '' ? line : `${line}\n${' '.repeat(25)}${action}`;
}
