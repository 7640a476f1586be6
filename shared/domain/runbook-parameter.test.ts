import { describe, expect, it } from 'vitest';
import { parameterFormatSchema } from './runbook.ts';
import { parameterProblem } from './runbook-parameter.ts';

const taken = {
  integer: ['0', '12', '-3', '+4', '007'],
  number: ['0', '1.5', '.5', '2.', '-3e4', '1E-3'],
  url: ['https://shop.example', 'http://10.0.0.7:8080/a?b=c#d', 'postgres://db/shop', 'https://[::1]:80/'],
  host: ['db-1.example', 'localhost', 'cache_1', '10.0.0.7', '::1', 'fe80::1', 'shop.example.', 'bücher.example'],
  name: ['web-1', 'api', '7d', 'v1.2.3', 'my_db'],
};

const refused = {
  integer: ['1.5', 'three', ' 3', '3 ', '1e3', '--3', '3; rm -rf ~', '3\n'],
  number: ['.', 'e3', '1,5', '0x10', 'NaN', 'Infinity', '1 2'],
  url: ['shop.example', '//shop.example', 'https://', 'https:///x', 'https://a b', 'https://a\nb', 'https://a\u202eb'],
  host: ['-rf', 'a..b', '10.0.0.7:80', 'a b', '$(id)', 'a/b', `${'a'.repeat(64)}.b`, '[::1]', 'a\n'],
  name: ['-rf', '.hidden', 'a/b', 'a b', "a'", '$(id)', 'a\n'],
};

describe('values of runbook parameters', () => {
  it.each(parameterFormatSchema.options)('[B85] takes what is %s and says of the rest what would be', (format) => {
    const problem = (value: string) => parameterProblem({ name: 'x', format }, value);
    expect(taken[format].map((value) => [value, problem(value)])).toEqual(
      taken[format].map((value) => [value, undefined]),
    );
    expect(refused[format].filter((value) => problem(value) === undefined)).toEqual([]);
    expect(problem(refused[format][0] ?? '')).toMatch(/^"x" has to be an? .*, such as/);
  });

  it('[B85] takes only what is among the choices, and no value is no problem yet', () => {
    const region = { name: 'region', choices: ['eu', 'us'] };
    expect(parameterProblem(region, 'eu')).toBe(undefined);
    expect(parameterProblem(region, 'EU')).toBe('"region" has to be one of: eu, us.');
    expect(parameterProblem(region, '')).toBe(undefined);
    expect(parameterProblem({ name: 'any' }, "any thing '$(id)'\n")).toBe(undefined);
  });

  it('[B86] refuses what a terminal would obey where nothing is quoted, and what no command can hold', () => {
    expect(parameterProblem({ name: 'flags', raw: true }, '-l app=api | head')).toBe(undefined);
    expect(parameterProblem({ name: 'flags', raw: true }, 'a\u001b[201~b')).toMatch(/control characters/);
    expect(parameterProblem({ name: 'x' }, 'a\0b')).toMatch(/no command can hold/);
    expect(parameterProblem({ name: 'x' }, 'a\ud800b')).toMatch(/no command can hold/);
  });
});
