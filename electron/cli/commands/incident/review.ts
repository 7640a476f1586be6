import type { Argv } from 'yargs';
import { reviewSectionSchema, reviewStatusSchema } from '#shared/domain/events/index.ts';
import type { Act, CommonArguments } from '../../context.ts';
import { readText } from '../../read-text.ts';
import { addChange, ask, given, reasonOption, refuse } from './change.ts';

/** `war-room incident review ...`: what people write about the incident afterwards. */
export function addReview(group: Argv<CommonArguments>, act: Act): void {
  group.command('review', 'Write the review of an incident', (review) => {
    addChange(review, act, {
      usage: 'write <id> <section> <text>',
      about: 'Write a section; what it said before stays in the history',
      options: (cli) =>
        cli
          .positional('section', {
            choices: reviewSectionSchema.options,
            demandOption: true,
            describe: 'Which section',
          })
          .positional('text', { type: 'string', demandOption: true, describe: 'Markdown; - reads stdin' }),
      ask: async ({ section, text }) => {
        const read = await readText(text);
        return read.ok ? ask({ type: 'writeReviewSection', section, text: read.value }) : refuse(read.error);
      },
    });

    addChange(review, act, {
      usage: 'status <id> <state>',
      about: 'Change where the review stands',
      options: (cli) =>
        cli
          .positional('state', { choices: reviewStatusSchema.options, demandOption: true, describe: 'Where it stands' })
          .options(reasonOption),
      ask: ({ state, reason }) => ask({ type: 'changeReviewStatus', to: state, ...given({ reason }) }),
      said: ({ state }, before) => `${before.review.status} -> ${state}`,
    });
    return review.demandCommand(1, 'Say what to do with the review');
  });
}
