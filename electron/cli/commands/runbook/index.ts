import type { Argv } from 'yargs';
import type { Act, CommonArguments } from '../../context.ts';

const jsonOption = { json: { type: 'boolean', default: false, describe: 'Print what was found as JSON' } } as const;

/** `war-room runbook ...`: looks at runbooks and begins new ones. Nothing here runs a step. */
export function addRunbook(cli: Argv<CommonArguments>, act: Act) {
  return cli.command('runbook', 'Check, list, show and begin runbooks', (group) => {
    group.command(
      'check <paths..>',
      'Check runbooks, and say what is wrong on which line; exit code 1 when there is an error',
      (options) =>
        options
          .positional('paths', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'Markdown files, and folders of them',
          })
          .options(jsonOption),
      // The parsers are large, and no other command needs them.
      act(async (given, context) => (await import('./check.ts')).check(given.paths, given.json, context)),
    );
    group.command(
      'list',
      "List the shipped runbooks, the team's own, and those of the folders in the settings",
      (options) => options.options(jsonOption),
      act(async (given, context) => (await import('./library.ts')).list(given.json, context)),
    );
    group.command(
      'show <what>',
      'Show the steps of a runbook, with their risk',
      (options) =>
        options
          .positional('what', { type: 'string', demandOption: true, describe: 'Id, its last part, or a Markdown file' })
          .options(jsonOption),
      act(async (given, context) => (await import('./library.ts')).show(given.what, given.json, context)),
    );
    group.command(
      'risk <command>',
      'Say how risky a command is, by the shipped rules and those of the team; it is not run',
      (options) =>
        options
          .positional('command', { type: 'string', demandOption: true, describe: 'The command, in quotes' })
          .options(jsonOption),
      act(async (given, context) => (await import('./risk.ts')).judge(given.command, given.json, context)),
    );
    group.command(
      'new <title>',
      "Begin a runbook in the team's folder, and print where it is",
      (options) =>
        options.positional('title', { type: 'string', demandOption: true, describe: 'What it is for' }).options({
          folder: { type: 'string', requiresArg: true, describe: 'Another folder; it has to be there' },
        }),
      act(async (given, context) => (await import('./begin.ts')).begin(given.title, given.folder, context)),
    );
    return group.demandCommand(1, 'Say what to do with the runbooks');
  });
}
