import type { Argv } from 'yargs';
import type { Act, CommonArguments } from '../context.ts';
import { hostOptions } from '../host-options.ts';

/** `war-room serve`: the browser host for scripts and tunnels; it stays until it is stopped. */
export function addServe(cli: Argv<CommonArguments>, act: Act) {
  return cli.command(
    'serve',
    'Serve the application to a browser, and print one JSON line with its URL once it is ready',
    (options) => options.options(hostOptions),
    act(async (given, context) => {
      // The services are loaded by the commands that start them.
      const { runBrowserHost } = await import('../run-browser-host.ts');
      return runBrowserHost({ ...given, stay: true, announce: 'program' }, context);
    }),
  );
}
