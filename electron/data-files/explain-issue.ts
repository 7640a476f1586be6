import { z } from 'zod';
import { nearest } from '#shared/domain/nearest.ts';

const nouns: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of "key: value" lines',
  record: 'a group of "key: value" lines',
};

/**
 * Says what a schema found in the words of somebody who wrote the file: an error map for `safeParse`. A message that
 * the schema itself carries goes before it.
 */
export function explainIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined && issue.code !== 'custom') return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `has to be ${nouns[issue.expected] ?? issue.expected}, not ${show(issue.input)}${hint(issue)}`;
    case 'invalid_value': {
      const values = issue.values.map(String);
      const meant = nearest(String(issue.input), values);
      const end = meant === undefined ? '' : `; did you mean ${meant}?`;
      return `has to be ${values.length > 1 ? 'one of ' : ''}${values.join(', ')}, not ${show(issue.input)}${end}`;
    }
    case 'too_small':
      if (issue.origin === 'string') return 'must not be empty';
      if (issue.origin === 'array') return `needs at least ${issue.minimum}`;
      return `has to be ${issue.inclusive ? 'at least' : 'above'} ${issue.minimum}, not ${show(issue.input)}`;
    case 'too_big':
      if (issue.origin === 'string') return `is longer than ${issue.maximum} characters`;
      if (issue.origin === 'array') return `has more than ${issue.maximum} entries`;
      return `has to be at most ${issue.maximum}, not ${show(issue.input)}`;
    default:
      return undefined;
  }
}

/** What an unknown key should have been, by the schema that it was checked against. */
export function explainUnknownKey(key: string, schema: z.core.$ZodType, path: readonly PropertyKey[]): string {
  const known = keysAt(schema, path);
  const meant = nearest(key, known);
  if (meant !== undefined) return `is not known here; did you mean ${meant}?`;
  return known.length > 0 ? `is not known here; known are ${known.join(', ')}` : 'is not known here';
}

function hint(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string {
  const scalar = typeof issue.input === 'number' || typeof issue.input === 'boolean';
  return issue.expected === 'string' && scalar ? `: put it in quotes, "${issue.input}"` : '';
}

function show(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of "key: value" lines';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

/** The names that the object schema at `path` knows. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const bare = unwrap(schema);
  const [step, ...rest] = path;
  if (bare instanceof z.ZodObject) {
    if (step === undefined) return Object.keys(bare.shape);
    const field = Object.hasOwn(bare.shape, step) ? bare.shape[String(step)] : undefined;
    return field === undefined ? [] : keysAt(field, rest);
  }
  if (bare instanceof z.ZodArray && step !== undefined) return keysAt(bare.element, rest);
  return [];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return unwrap(schema.unwrap());
  }
  return schema;
}
