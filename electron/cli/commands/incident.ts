import type { Argv } from 'yargs';
import type { Act, CommonArguments } from '../context.ts';
import { addDeclare } from './incident-declare.ts';
import { addExport } from './incident-export.ts';
import { addList } from './incident-list.ts';
import { addNote } from './incident-note.ts';
import { addShow } from './incident-show.ts';
import { addStatus } from './incident-status.ts';
import { addVerify } from './incident-verify.ts';

/** `war-room incident ...`: the record, without a window. */
export function addIncident(cli: Argv<CommonArguments>, act: Act) {
  return cli.command('incident', 'Read and write the record of an incident', (group) => {
    for (const add of [addDeclare, addNote, addStatus, addList, addShow, addExport, addVerify]) add(group, act);
    return group.demandCommand(1, 'Say what to do with the incident');
  });
}
