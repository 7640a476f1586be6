import type { Argv } from 'yargs';
import { linkKindSchema, momentSchema, statusSchema } from '#shared/domain/events/index.ts';
import type { Act, CommonArguments } from '../../context.ts';
import { instantOption } from '../../instant.ts';
import { addChange, ask, atOption, given, reasonOption, refuse } from './change.ts';

/** Commands about what an incident is and where it stands. */
export function addCourse(group: Argv<CommonArguments>, act: Act): void {
  addChange(group, act, {
    usage: 'ack <id>',
    about: 'Acknowledge an incident',
    options: (cli) =>
      cli.options({
        level: { type: 'string', requiresArg: true, describe: 'Level of the escalation ladder, such as L2' },
        ...atOption,
      }),
    ask: ({ level, at }) => ask({ type: 'acknowledge', ...given({ level, occurredAt: at }) }),
  });

  addChange(group, act, {
    usage: 'status <id> <state>',
    about: 'Change where the incident stands',
    options: (cli) =>
      cli
        .positional('state', { choices: statusSchema.options, demandOption: true, describe: 'Where it stands now' })
        .options({ ...reasonOption, ...atOption }),
    ask: ({ state, reason, at }) => ask({ type: 'changeStatus', to: state, ...given({ reason, occurredAt: at }) }),
    said: ({ state }, before) => `${before.status} -> ${state}`,
  });

  addChange(group, act, {
    usage: 'severity <id> <level>',
    about: 'Change the severity; clocks keep their origin and take the new limits',
    options: (cli) =>
      cli
        .positional('level', { type: 'string', demandOption: true, describe: 'Level, such as SEV-1 or P0' })
        .options({ ...reasonOption, ...atOption }),
    ask: ({ level, reason, at }) => ask({ type: 'changeSeverity', to: level, ...given({ reason, occurredAt: at }) }),
    said: ({ level }, before) => `${before.severity} -> ${level}`,
  });

  addChange(group, act, {
    usage: 'time <id> <moment> <instant>',
    about: 'Correct when it started, was detected, acknowledged, declared, identified, mitigated, resolved or closed',
    options: (cli) =>
      cli
        .positional('moment', {
          choices: momentSchema.options.map((moment) => moment.replace(/At$/, '')),
          demandOption: true,
          describe: 'Which moment',
        })
        .positional('instant', { type: 'string', demandOption: true, describe: 'ISO 8601, or "none" to take it away' })
        .options(reasonOption),
    ask: ({ moment, instant, reason }) => {
      const at = instant === 'none' ? null : readInstant(instant);
      if (at === undefined)
        return refuse({ message: `"${instant}" is not a date and time.`, action: 'Write 2026-11-21T14:05:00Z.' });
      return ask({ type: 'setTimestamp', moment: momentSchema.parse(`${moment}At`), at, ...given({ reason }) });
    },
  });

  addChange(group, act, {
    usage: 'details <id>',
    about: 'Change title, summary, services, root cause tags, links, or whether it is a drill',
    options: (cli) =>
      cli.options({
        title: { type: 'string', requiresArg: true, describe: 'What is broken, in one line' },
        summary: { type: 'string', requiresArg: true, describe: 'A few sentences; empty takes it away' },
        service: { type: 'string', array: true, nargs: 1, describe: 'A service that is hit; all of them, repeated' },
        tag: { type: 'string', array: true, nargs: 1, describe: 'A root cause tag; all of them, repeated' },
        link: {
          type: 'string',
          array: true,
          nargs: 1,
          describe: `kind=target; kinds: ${linkKindSchema.options.join(', ')}; no target takes it away`,
        },
        drill: { type: 'boolean', describe: 'It is a drill; --no-drill: it is not' },
        ...reasonOption,
      }),
    ask: ({ title, summary, service, tag, link, drill, reason }) => {
      const links = link?.map((one) => /^([^=]+)=(.*)$/s.exec(one));
      const unknown = links?.findIndex((parts) => !linkKindSchema.safeParse(parts?.[1]).success) ?? -1;
      if (unknown !== -1) {
        const action = `Write kind=target with one of ${linkKindSchema.options.join(', ')}.`;
        return refuse({ message: `"${link?.[unknown]}" is not a link.`, action });
      }
      const changes = {
        ...given({ title, summary, services: service, rootCauseTags: tag, drill }),
        ...(links && { links: Object.fromEntries(links.map((parts) => [parts?.[1], parts?.[2]])) }),
      };
      return ask({ type: 'changeDetails', changes, ...given({ reason }) });
    },
  });
}

function readInstant(text: string): number | undefined {
  try {
    return instantOption(text);
  } catch {
    return undefined;
  }
}
