import type { Argv } from 'yargs';
import type { Act, CommonArguments } from '../../context.ts';
import { addActions } from './actions.ts';
import { addChecklist } from './checklist.ts';
import { addCourse } from './course.ts';
import { addDeclare } from './declare.ts';
import { addEntries } from './entries.ts';
import { addExport } from './export.ts';
import { addImpact } from './impact.ts';
import { addImport } from './import.ts';
import { addList } from './list.ts';
import { addPeople } from './people.ts';
import { addReview } from './review.ts';
import { addSearch } from './search.ts';
import { addShow } from './show.ts';
import { addUpdate } from './update.ts';
import { addVerify } from './verify.ts';
import { addWhole } from './whole.ts';

const parts = [
  addDeclare,
  addList,
  addShow,
  addSearch,
  addCourse,
  addPeople,
  addEntries,
  addImpact,
  addChecklist,
  addUpdate,
  addActions,
  addReview,
  addWhole,
  addExport,
  addImport,
  addVerify,
];

/** `war-room incident ...`: the record, without a window. */
export function addIncident(cli: Argv<CommonArguments>, act: Act) {
  return cli.command('incident', 'Read and write the record of an incident', (group) => {
    for (const add of parts) add(group, act);
    return group.demandCommand(1, 'Say what to do with the incident');
  });
}
