import { expect, it } from 'vitest';
import { parseAddress } from './address.ts';
import { isRefusedAddress } from './refused-addresses.ts';

const baseUrl = (text: string) => {
  const parsed = parseAddress(text);
  return parsed.ok ? parsed.value.baseUrl : parsed.error.code;
};

it.each([
  ['localhost:9090', 'http://localhost:9090'],
  ['  http://localhost:9090/ ', 'http://localhost:9090'],
  ['prometheus.example', 'http://prometheus.example'],
  ['https://prom.example/prometheus/', 'https://prom.example/prometheus'],
  ['http://localhost:9090/graph?g0.expr=up&g0.tab=0#x', 'http://localhost:9090'],
  ['http://localhost:9090/classic/alerts', 'http://localhost:9090'],
  ['http://localhost:9090/prefix/api/v1/query?query=up', 'http://localhost:9090/prefix'],
  ['https://vm.example/select/0/prometheus', 'https://vm.example/select/0/prometheus'],
  ['10.0.0.7:9090/-/ready', 'http://10.0.0.7:9090'],
  ['[::1]:9090', 'http://[::1]:9090'],
])('reads %s as people paste it', (text, expected) => {
  expect(baseUrl(text)).toBe(expected);
});

it.each(['', '   ', 'http://', 'ftp://host', 'file:///etc/passwd', 'http://a b', 'http://%zz:x@host/'])(
  'refuses %j as an address',
  (text) => {
    expect(baseUrl(text)).toBe('invalid-url');
  },
);

it('[M11] takes user and password out of the address, into a header', () => {
  expect(parseAddress('https://ada:s%40fe@prom.example/p')).toEqual({
    ok: true,
    value: {
      baseUrl: 'https://prom.example/p',
      name: 'prom.example/p',
      authorization: `Basic ${Buffer.from('ada:s@fe').toString('base64')}`,
    },
  });
});

it('[M11] never repeats a password in a message', () => {
  for (const text of [
    'ftp://ada:canary@host',
    'http://ada:canary@',
    'http://ada:canary%@host',
    'http://ada:canary@ho st',
  ]) {
    expect(JSON.stringify(parseAddress(text))).not.toContain('canary');
  }
});

it.each([
  '169.254.169.254',
  '169.254.0.1',
  '[fe80::1]',
  '[fd00:ec2::254]',
  '[::ffff:169.254.169.254]',
  '[64:ff9b::a9fe:a9fe]',
  '100.100.100.200',
  '168.63.129.16',
])('[T42] refuses %s', (host) => {
  expect(isRefusedAddress(host)).toBe(true);
});

it('[T42] refuses a metadata address in whatever form it is written', () => {
  for (const text of ['http://0xA9FEA9FE', 'http://2852039166', 'http://169.254.43518']) {
    expect(isRefusedAddress(new URL(text).hostname)).toBe(true);
  }
});

it.each(['127.0.0.1', '[::1]', '10.1.2.3', '192.168.1.1', '100.64.0.1', 'localhost', '8.8.8.8'])(
  'allows %s',
  (host) => {
    expect(isRefusedAddress(host)).toBe(false);
  },
);
