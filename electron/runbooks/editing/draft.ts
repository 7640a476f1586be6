import { stringify } from 'yaml';
import { MAX_EDITED_LENGTH } from '#shared/contract/index.ts';
import type { JournalEvent } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { plural } from '#shared/domain/plural.ts';
import { ofKind, shownEvents } from '#shared/domain/post-mortem-events.ts';
import { escapeText } from '../../documents/index.ts';
import type { CommandReader } from '../parse/commands.ts';
import { commandsRun } from './commands-run.ts';
import { putParametersBack } from './put-parameters-back.ts';
import { stepBlock } from './step-block.ts';

/** Room for what stands around the commands. */
const MOST_CHARACTERS = MAX_EDITED_LENGTH - 20_000;

/**
 * A runbook as plain Markdown, made of the commands that were run in an incident, for a person to go through. Takes all
 * its events in fold order. Undefined when there is no command. Pure.
 */
export function draftRunbook(
  incident: Incident,
  events: readonly JournalEvent[],
  shell: Omit<CommandReader, 'declared'>,
): string | undefined {
  const parameters = Object.keys(incident.parameters);
  const put = commandsRun(events).map((run) => ({
    ...run,
    command: putParametersBack(run.command, incident.parameters),
  }));
  const used = parameters.filter((name) => put.some(({ command }) => command.includes(`<${name}>`)));
  const declared = new Set(used);
  const runs = [...new Map(put.map((run) => [run.command, run])).values()];
  const blocks = runs.map((run) => stepBlock(run, { ...shell, declared })).filter((block) => block !== undefined);
  if (blocks.length === 0) return undefined;
  const kept = fitting(blocks);
  const left = blocks.length - kept.length;
  const day = new Date(incident.timestamps.declaredAt).toISOString().slice(0, 10);
  const shown = shownEvents(events, incident);
  const alerts = [...new Set(ofKind(shown, 'alertFired').map(({ payload }) => payload.name))];
  const front = {
    title: incident.title,
    ...(incident.roles['incident commander'] && { owner: incident.roles['incident commander'] }),
    ...(alerts.length > 0 && { alerts }),
    ...(incident.services.length > 0 && { services: incident.services }),
    ...(used.length > 0 && { parameters: used }),
  };
  return [
    `---\n${stringify(front, { lineWidth: 0 })}---`,
    `# ${escapeText(incident.title)}`,
    `Made of ${plural(blocks.length, 'command')} of the incident of ${day}. Go through it: say what each step is for and under which condition, and take out what only led astray.`,
    '## Steps',
    ...kept,
    ...(left > 0 ? [`The text was too long: ${plural(left, 'later command')} stood here.`] : []),
  ]
    .join('\n\n')
    .concat('\n');
}

function fitting(blocks: readonly string[]): readonly string[] {
  let characters = 0;
  const end = blocks.findIndex((block) => {
    characters += block.length + 2;
    return characters > MOST_CHARACTERS;
  });
  return end === -1 ? blocks : blocks.slice(0, end);
}
