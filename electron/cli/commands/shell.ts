import type { Argv } from 'yargs';
import { type Act, type CommonArguments, failed, wrongUsage } from '../context.ts';
import { findIncident } from '../find-incident.ts';
import { oneLine } from '../plain-text.ts';
import { isInteractive } from '../terminal/person-terminal.ts';
import { withRecord } from '../with-record.ts';

/** `war-room shell`: the person's own terminal, recorded into an incident. */
export function addShell(cli: Argv<CommonArguments>, act: Act) {
  return cli.command(
    'shell',
    'Open a shell in this terminal whose commands are recorded into an incident',
    (options) =>
      options.options({
        incident: {
          type: 'string',
          demandOption: true,
          requiresArg: true,
          describe: 'Id of the incident, or its beginning',
        },
        profile: { type: 'string', requiresArg: true, describe: 'Terminal profile of the settings, by id or name' },
      }),
    act(async (given, context) => {
      if (!isInteractive())
        return wrongUsage('`war-room shell` needs a terminal; record one command with `war-room rec`');
      const { recordTerminal } = await import('../terminal/record-terminal.ts');
      return withRecord(context, async (record) => {
        const incident = findIncident(record, given.incident);
        if (!incident.ok) return failed(incident.error);
        const profiles = record.settings.terminalProfiles();
        const profile = profiles.find(({ id, name }) => id === given.profile || name === given.profile);
        if (given.profile !== undefined && profile === undefined) {
          const names = profiles.map(({ name }) => `"${name}"`).join(', ');
          return failed({
            message: `There is no terminal profile "${given.profile}".`,
            action: names === '' ? 'The settings have none.' : `There are ${names}.`,
          });
        }
        const { id, title, severity } = incident.value;
        context.io.tell(`war-room: what is run here is recorded into ${severity} ${oneLine(title)}; \`exit\` ends it.`);
        return recordTerminal({
          context,
          record,
          unrecorded: (shell) =>
            `the commands of ${shell} are not recorded, only what it prints; bash, zsh and fish tell them, and \`war-room rec\` records one.`,
          open: (service, size) =>
            service.open({
              incidentId: id,
              ...size,
              ...(profile !== undefined && { profileId: profile.id }),
              ...(profile?.cwd === undefined && { cwd: process.cwd() }),
            }),
        });
      });
    }),
  );
}
