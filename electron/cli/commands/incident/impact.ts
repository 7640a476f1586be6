import type { Argv } from 'yargs';
import { type ImpactFact, type ImpactField, impactFactSchema } from '#shared/domain/events/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { Act, CommonArguments } from '../../context.ts';
import { addChange, ask, atOption, given, refuse } from './change.ts';

/** How the value of each field is written on a command line. */
const forms = {
  'users affected': 'a number',
  'share of users': 'per cent, 12.5',
  'requests failed': 'a number',
  revenue: 'amount and currency, "1200 EUR"',
  SLA: '"kept" or "breached", then target and measured: breached 99.9% 99.2%',
  'data loss': '"none", "suspected" or "confirmed", then what',
  regions: 'names',
  services: 'names',
  'customer tickets': 'a number',
} as const satisfies Record<ImpactField, string>;

const fields = Object.keys(forms) as readonly ImpactField[];

/** `war-room incident impact`: one figure at a time, each with its source. */
export function addImpact(group: Argv<CommonArguments>, act: Act): void {
  addChange(group, act, {
    usage: 'impact <id> <field> <value..>',
    about: 'Say how bad it is: one figure and where it comes from',
    options: (cli) =>
      cli
        .positional('field', { choices: fields, demandOption: true, describe: 'Which figure' })
        .positional('value', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'The figure, or "unknown", which is not zero',
        })
        .options({
          source: { type: 'string', requiresArg: true, describe: 'Where the figure comes from' },
          ...atOption,
        }),
    ask: ({ field, value, source, at }) => {
      const fact = readFact(field, value);
      if (!fact.ok) return refuse(fact.error);
      return ask({ type: 'changeImpact', fact: fact.value, ...given({ source, occurredAt: at }) });
    },
  });
}

function readFact(field: ImpactField, words: readonly string[]): Outcome<ImpactFact, 'not-understood'> {
  const value = words.length === 1 && words[0] === 'unknown' ? null : readValue(field, words);
  const parsed = impactFactSchema.safeParse({ field, value });
  if (parsed.success) return succeed(parsed.data);
  return fail('not-understood', `"${words.join(' ')}" is no value for ${field}.`, `Give ${forms[field]}, or unknown.`);
}

function readValue(field: ImpactField, words: readonly string[]): unknown {
  const [first = '', second, third] = words;
  switch (field) {
    case 'users affected':
    case 'share of users':
    case 'requests failed':
    case 'customer tickets':
      return words.length === 1 ? readNumber(first) : undefined;
    case 'revenue':
      return { amount: readNumber(first), currency: second };
    case 'SLA':
      if (first !== 'kept' && first !== 'breached') return undefined;
      return { breached: first === 'breached', ...given({ target: second, measured: third }) };
    case 'data loss':
      return { extent: first, ...(words.length > 1 && { detail: words.slice(1).join(' ') }) };
    case 'regions':
    case 'services':
      return words;
  }
}

/** Plain decimals only: an empty text or 0x10 is not what somebody meant. */
function readNumber(text: string): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
