import type { Argv } from 'yargs';
import { type Act, type CommonArguments, failed, wrongUsage } from '../context.ts';
import { findIncident } from '../find-incident.ts';
import { hasPipedInput } from '../terminal/person-terminal.ts';
import { withRecord } from '../with-record.ts';

/** `war-room rec`: one command, recorded into an incident; it needs no shell and no integration. */
export function addRec(cli: Argv<CommonArguments>, act: Act) {
  return cli.command(
    'rec',
    'Run the command after -- in this terminal, and record it into an incident with its exit code',
    (options) =>
      options.usage('$0 rec --incident ID -- COMMAND ARGS\n\nThe exit code is that of the command.').options({
        incident: {
          type: 'string',
          demandOption: true,
          requiresArg: true,
          describe: 'Id of the incident, or its beginning',
        },
      }),
    act(async (given, context) => {
      const words = context.command;
      if (words[0] === undefined || words[0] === '') {
        return wrongUsage('`war-room rec` runs what stands after --: war-room rec --incident ID -- df -h');
      }
      if (hasPipedInput()) {
        return wrongUsage("the command would get keys, not this input; name the file in it: -- sh -c 'COMMAND < FILE'");
      }
      const [{ recordTerminal }, { quoteWord }] = await Promise.all([
        import('../terminal/record-terminal.ts'),
        import('../../runbooks/index.ts'),
      ]);
      return withRecord(context, async (record) => {
        const incident = findIncident(record, given.incident);
        if (!incident.ok) return failed(incident.error);
        return recordTerminal({
          context,
          record,
          open: (service, size) =>
            service.openCommand(
              { words, line: words.map(quoteWord).join(' ') },
              { incidentId: incident.value.id, cwd: process.cwd(), ...size },
            ),
        });
      });
    }),
  );
}
