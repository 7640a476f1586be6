import { z } from 'zod';
import type { ParameterFormat, RunbookParameter } from './runbook.ts';

/** A label may hold `_` and end with a dot: container names and absolute names do. */
const hostName = /^(?=.{1,254}$)[\p{L}\p{N}_]([\p{L}\p{N}_-]{0,62})(\.[\p{L}\p{N}_]([\p{L}\p{N}_-]{0,62}))*\.?$/u;
const address = z.union([z.ipv4(), z.ipv6()]);

const formats: Readonly<Record<ParameterFormat, { readonly fits: (value: string) => boolean; readonly noun: string }>> =
  {
    integer: { fits: (value) => /^[+-]?\d+$/.test(value), noun: 'a whole number, such as 3' },
    number: {
      fits: (value) => /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(value),
      noun: 'a number, such as 0.5',
    },
    url: {
      fits: (value) => /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+\S*$/i.test(value) && isVisible(value),
      noun: 'a URL, such as https://shop.example/health',
    },
    host: {
      fits: (value) => hostName.test(value) || address.safeParse(value).success,
      noun: 'a host name or an IP address, such as db-1.example or 10.0.0.7',
    },
    // It begins with a letter or digit, so that it is never taken for an option.
    name: {
      fits: (value) => /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(value),
      noun: 'a name of letters, digits and . _ -, such as web-1',
    },
  };

/**
 * Why a value can't be taken for this parameter, as a sentence, or undefined when it can. The form shows it and the
 * service demands it, so both use this. The value itself is never part of the sentence: it may be a secret. An empty
 * value has no problem of its own: it is simply not given yet.
 */
export function parameterProblem(
  parameter: Pick<RunbookParameter, 'name' | 'choices' | 'format' | 'raw'>,
  value: string,
): string | undefined {
  const { name, choices, format, raw } = parameter;
  if (value === '') return undefined;
  if (value.includes('\0') || !value.isWellFormed()) return `"${name}" holds a character that no command can hold.`;
  if (raw && /[^\P{Cc}\t\n]/u.test(value))
    return `"${name}" is put in as written, so it can't hold control characters.`;
  if (choices && choices.length > 0 && !choices.includes(value)) {
    return `"${name}" has to be one of: ${choices.join(', ')}.`;
  }
  if (format && !formats[format].fits(value)) return `"${name}" has to be ${formats[format].noun}.`;
  return undefined;
}

function isVisible(value: string): boolean {
  return !/[\p{Cc}\p{Cf}]/u.test(value);
}
