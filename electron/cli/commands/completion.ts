import type { Argv } from 'yargs';
import { type Act, type CommonArguments, done } from '../context.ts';

/** Its types leave out that yargs takes the names to write into the script. */
interface CompletionWriter {
  showCompletionScript(program: string, command: string): unknown;
}

/** `war-room completion`: yargs writes the script, in the words of the shell that `SHELL` names. */
export function addCompletion(cli: Argv<CommonArguments>, act: Act) {
  return cli.command(
    'completion',
    'Print the completion script of this shell (bash or zsh)',
    (options) => options,
    act(() => {
      (cli as unknown as CompletionWriter).showCompletionScript('war-room', 'completion');
      return done;
    }),
  );
}
