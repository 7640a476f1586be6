import type { ImpactFact, ImpactField } from '#shared/domain/events/index.ts';
import { readNames } from '../details/names-text.ts';

/** One thing to type or to choose for a field of the impact. */
export interface ImpactInput {
  /** Its key among the field's inputs. */
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  /** To choose from; absent: typed. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

/** What was typed, by the inputs' keys. */
export type ImpactText = Readonly<Record<string, string>>;

export type ReadFact =
  | { readonly ok: true; readonly fact: ImpactFact }
  /** What is wrong, by the inputs' keys, for beside them. */
  | { readonly ok: false; readonly errors: ImpactText };

const count = (label: string): readonly ImpactInput[] => [{ key: 'count', label, hint: 'A whole number: 12000, 12k' }];

const inputs: Readonly<Record<ImpactField, readonly ImpactInput[]>> = {
  'users affected': count('Users affected'),
  'share of users': [{ key: 'percent', label: 'Per cent of all users', hint: '0 to 100' }],
  'requests failed': count('Requests failed'),
  revenue: [
    { key: 'amount', label: 'Revenue lost', hint: 'An amount: 4500, 4.5k' },
    { key: 'currency', label: 'Currency', hint: 'EUR, USD' },
  ],
  SLA: [
    {
      key: 'breached',
      label: 'The SLA is',
      options: [
        { value: 'breached', label: 'breached' },
        { value: 'kept', label: 'kept' },
      ],
    },
    { key: 'target', label: 'Target', hint: 'As agreed: 99.9 % a month' },
    { key: 'measured', label: 'Measured', hint: 'As it is: 99.71 %' },
  ],
  'data loss': [
    {
      key: 'extent',
      label: 'Data loss',
      options: [
        { value: 'none', label: 'none' },
        { value: 'suspected', label: 'suspected' },
        { value: 'confirmed', label: 'confirmed' },
      ],
    },
    { key: 'detail', label: 'Which data', hint: 'Orders of 14:02 to 14:09' },
  ],
  regions: [{ key: 'names', label: 'Regions', hint: 'Separated by commas' }],
  services: [{ key: 'names', label: 'Services', hint: 'Separated by commas' }],
  'customer tickets': count('Customer tickets'),
};

/** What is asked for a field, in order. */
export function inputsOf(field: ImpactField): readonly ImpactInput[] {
  return inputs[field];
}

/** What a field says now, as one would type it. */
export function textOfFact(field: ImpactField, fact: ImpactFact | undefined): ImpactText {
  const empty = Object.fromEntries(inputs[field].map(({ key, options }) => [key, options?.[0]?.value ?? '']));
  if (fact === undefined || fact.value === null) return empty;
  switch (fact.field) {
    case 'users affected':
    case 'requests failed':
    case 'customer tickets':
      return { count: String(fact.value) };
    case 'share of users':
      return { percent: String(fact.value) };
    case 'revenue':
      return { amount: String(fact.value.amount), currency: fact.value.currency };
    case 'SLA': {
      const { breached, target = '', measured = '' } = fact.value;
      return { breached: breached ? 'breached' : 'kept', target, measured };
    }
    case 'data loss':
      return { extent: fact.value.extent, detail: fact.value.detail ?? '' };
    case 'regions':
    case 'services':
      return { names: fact.value.join(', ') };
  }
}

/** Reads what was typed for a field, or says beside which input what is wrong with it. */
export function readFact(field: ImpactField, text: ImpactText): ReadFact {
  const typed = (key: string) => (text[key] ?? '').trim();
  switch (field) {
    case 'users affected':
    case 'requests failed':
    case 'customer tickets': {
      const read = readCount(typed('count'));
      return read.ok ? { ok: true, fact: { field, value: read.value } } : wrong({ count: read.message });
    }
    case 'share of users': {
      const read = readAmount(typed('percent').replace(/\s*%$/, ''));
      if (!read.ok) return wrong({ percent: read.message });
      if (read.value > 100) return wrong({ percent: 'More than all users cannot be affected: at most 100.' });
      return { ok: true, fact: { field, value: read.value } };
    }
    case 'revenue': {
      const read = readAmount(typed('amount'));
      const currency = typed('currency');
      const errors = {
        ...(!read.ok && { amount: read.message }),
        ...(currency === '' && { currency: 'Say which currency: EUR, USD.' }),
        ...(currency.length > 10 && { currency: 'Write it short: EUR, USD.' }),
      };
      return read.ok && Object.keys(errors).length === 0
        ? { ok: true, fact: { field, value: { amount: read.value, currency } } }
        : wrong(errors);
    }
    case 'SLA': {
      const [target, measured] = [typed('target'), typed('measured')];
      const value = {
        breached: text.breached === 'breached',
        ...(target && { target }),
        ...(measured && { measured }),
      };
      return { ok: true, fact: { field, value } };
    }
    case 'data loss': {
      const detail = typed('detail');
      const extent = text.extent === 'suspected' || text.extent === 'confirmed' ? text.extent : 'none';
      return { ok: true, fact: { field, value: { extent, ...(detail && { detail }) } } };
    }
    case 'regions':
    case 'services': {
      const names = readNames(typed('names'));
      return names.length > 0
        ? { ok: true, fact: { field, value: [...names] } }
        : wrong({ names: `Name at least one, or mark the ${field} as unknown.` });
    }
  }
}

type ReadNumber = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly message: string };

const powers: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6 };

/** "12,000", "12 000", "12k", "1.2 M"; a figure in another shape is not guessed at. */
function readAmount(text: string): ReadNumber {
  if (text === '') return { ok: false, message: 'Give a figure, or mark it as unknown.' };
  if (/^[-−]/.test(text)) return { ok: false, message: 'It cannot be less than zero.' };
  const match = /^(\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)(\.\d+)?\s*([km]?)$/i.exec(text);
  if (!match?.[1]) return { ok: false, message: 'That is no figure. Write it like 12000, 12,000 or 12k.' };
  const plain = Number(`${match[1].replaceAll(/\D/g, '')}${match[2] ?? ''}`);
  // Through the product 1.1k would be 1100.0000000000002.
  return { ok: true, value: Number((plain * (powers[match[3]?.toLowerCase() ?? ''] ?? 1)).toPrecision(15)) };
}

function readCount(text: string): ReadNumber {
  const read = readAmount(text);
  if (!read.ok) return read;
  if (!Number.isInteger(read.value)) return { ok: false, message: 'It has to be a whole number.' };
  if (!Number.isSafeInteger(read.value)) return { ok: false, message: 'That is more than can be counted here.' };
  return read;
}

function wrong(errors: ImpactText): ReadFact {
  return { ok: false, errors };
}
