import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '#shared/domain/redaction.ts';
import type { CastEvent } from '#shared/domain/transcript/asciicast.ts';
import { liveLimits, RedactionWindow } from './redaction-window.ts';
import { toVisible } from './visible.ts';

/** What the person gave to a runbook as a secret: known by its value, whatever stands around it. */
const remembered = 'c0rrect-horse';
const redactAll = (text: string): string => redact(text.replaceAll(remembered, '[secret]'));

/** Each with the part that must not be seen. */
const secrets = [
  [`psql --password ${'hunter2'.repeat(3)} -h db`, 'hunter2'],
  ['{"client_secret": "pl4nted-value"}', 'pl4nted-value'],
  ['export AWS_KEY=AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE'],
  ['token ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'ghp_abcdefghijklmnop'],
  ['Authorization: Bearer pl4nted.bearer.value', 'pl4nted.bearer'],
  ['postgres://app:pl4nted-pass@db/app', 'pl4nted-pass'],
  [remembered, remembered],
  ['-----BEGIN PRIVATE KEY-----\r\nMIIEpl4nted\r\nabcKEYBODY\r\n-----END PRIVATE KEY-----', 'KEYBODY'],
] as const;
const planted = ['hunter2', 'pl4nted', 'AKIAIOSFODNN7EXAMPLE', 'ghp_abcdefghijklmnop', remembered, 'KEYBODY'];

const harmless = fc.oneof(
  fc.constantFrom(
    'GET /orders 200',
    '日本語 🚒',
    '\x1b[32mok\x1b[0m',
    '\x1b]0;title\x07',
    '50%\r',
    '\x1b[2;4Hmenu',
    '\t',
    '\b',
  ),
  fc.string({ unit: fc.constantFrom(...'abcdefgh 0123456789./'), maxLength: 30 }),
  fc.integer({ min: 1, max: 40 }).map((times) => 'lorem ipsum '.repeat(times * 20)),
);
const lineEnd = fc.constantFrom('\r\n', '\r\n', ' ');
/** A colour change somewhere inside, as `grep --color` and `jq -C` do. */
const coloured = fc.tuple(fc.constantFrom(...secrets), fc.nat(), fc.boolean()).map(([[text], at, split]) => {
  const cut = at % text.length;
  return split ? `${text.slice(0, cut)}\x1b[01;31m\x1b[K${text.slice(cut)}\x1b[m` : text;
});
const part = (content: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(content, lineEnd).map(([text, end]) => ` ${text}${end}`);

function run(text: string, chunks: readonly number[], releases: number, window = new RedactionWindow(redactAll)) {
  const events: CastEvent[] = [];
  let at = 0;
  for (let index = 0; at < text.length; index += 1) {
    const size = Math.max(1, chunks[index % chunks.length] ?? 1);
    window.push({ kind: 'output', atMs: index, text: text.slice(at, at + size) });
    at += size;
    if (index % releases === 0) events.push(...window.release());
    expect(window.length).toBeLessThanOrEqual(liveLimits.most + size * releases);
  }
  events.push(...window.release(true));
  return events;
}

const textOf = (events: readonly CastEvent[]): string =>
  events.map((event) => (event.kind === 'output' ? event.text : '')).join('');

const chunking = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 9000 })), {
  minLength: 1,
  maxLength: 20,
});

describe('RedactionWindow', () => {
  it('[S44] lets no planted secret through, however it is cut, coloured or surrounded', () => {
    const text = fc.array(fc.oneof(part(harmless), part(coloured)), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, chunking, fc.integer({ min: 1, max: 50 }), (output, chunks, releases) => {
        const released = textOf(run(output, chunks, releases));
        for (const secret of planted) {
          expect(released).not.toContain(secret);
          expect(toVisible(released)).not.toContain(secret);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('[S43] changes no character of an output without secrets, nor the order of what stands in it', () => {
    const text = fc.array(part(harmless), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, chunking, fc.integer({ min: 1, max: 50 }), (output, chunks, releases) => {
        const events = run(output, chunks, releases);
        expect(textOf(events)).toBe(output);
        expect(events.every((event, index) => index === 0 || event.atMs >= (events[index - 1] as CastEvent).atMs)).toBe(
          true,
        );
      }),
      { numRuns: 200 },
    );
  });

  it.each(secrets.slice(0, -1).map(([text]) => text))(
    '[S44] never cuts a line that does not end inside of %s',
    (text) => {
      for (let before = 0; before <= text.length + 2; before += 1) {
        const window = new RedactionWindow(redactAll);
        const whole = `${'.'.repeat(5000)} ${text} ${'.'.repeat(liveLimits.hold - before)}`;
        window.push({ kind: 'output', atMs: 0, text: whole });
        const released = textOf(window.release()) + textOf(window.release(true));
        for (const secret of planted) expect(released).not.toContain(secret);
        expect(released).toBe(redactAll(whole));
      }
    },
  );

  it('[S44] holds a line until it is complete, or until 4 KiB have followed', () => {
    const window = new RedactionWindow(redactAll);
    window.push({ kind: 'output', atMs: 1, text: 'done\r\nweb-1 $ exp' });
    expect(window.release()).toEqual([{ kind: 'output', atMs: 1, text: 'done\r\n' }]);
    window.push({ kind: 'output', atMs: 2, text: 'x'.repeat(5000) });
    expect(textOf(window.release())).toBe(`web-1 $ exp${'x'.repeat(5000 - 4096)}`);
    expect(window.length).toBe(4096);
  });

  it('keeps the times of a line that was drawn slowly, and the place of a marker in it', () => {
    const window = new RedactionWindow(redactAll);
    for (const [index, text] of ['10%\r', '20%\r'].entries()) window.push({ kind: 'output', atMs: index * 500, text });
    window.push({ kind: 'marker', atMs: 700, label: 'half' });
    window.push({ kind: 'output', atMs: 900, text: '30% password=hunter2 a\r\n' });
    expect(window.release()).toEqual([
      { kind: 'output', atMs: 0, text: '10%\r' },
      { kind: 'output', atMs: 500, text: '20%\r' },
      { kind: 'marker', atMs: 700, label: 'half' },
      { kind: 'output', atMs: 900, text: '30% password=[redacted] a\r\n' },
    ]);
  });

  it('keeps the colours around a secret, and those inside of it behind it', () => {
    const window = new RedactionWindow(redactAll);
    window.push({ kind: 'output', atMs: 0, text: '\x1b[34mpassword\x1b[0m=\x1b[32mhun\x1b[31mter2\x1b[0m b\r\n' });
    expect(textOf(window.release())).toBe('\x1b[34mpassword\x1b[0m=\x1b[32m[redacted]\x1b[31m\x1b[0m b\r\n');
  });

  it('[S44] redacts a title on its own', () => {
    const window = new RedactionWindow(redactAll);
    window.push({ kind: 'output', atMs: 0, text: '\x1b]0;run password=hunter2\x07ok\r\n' });
    expect(textOf(window.release())).toBe('\x1b]0;run password=[redacted]\x07ok\r\n');
  });

  it('[S44] finds the value on the line after its name, and a key that never ends', () => {
    const released: string[] = [];
    const window = new RedactionWindow(redactAll);
    for (const text of [
      'password:\r\n',
      'hunter2\r\n',
      'a\r\n-----BEGIN PRIVATE KEY-----\r\n',
      'MIIE\r\n',
      'KEYBODY',
    ]) {
      window.push({ kind: 'output', atMs: 0, text });
      released.push(textOf(window.release()));
    }
    expect(released.join('')).toBe('password:\r\n[redacted]\r\na\r\n[redacted private key]');
    expect(textOf(window.release(true))).toBe('');
  });

  it('[S45] puts the redacted command line in place of an echo that was drawn key by key', () => {
    const window = new RedactionWindow(redactAll);
    window.push({ kind: 'output', atMs: 0, text: 'last output\r\n$ ' });
    window.beginLine();
    // The suggestion behind the cursor is drawn and taken back with every key.
    for (const [index, text] of ['export PASSWORD=', 'h', 'unter1\x1b[6D', 'u\x1b[K', 'nter2', '\r\n'].entries()) {
      window.push({ kind: 'output', atMs: 100 * index, text });
      window.release();
    }
    window.push({ kind: 'resize', atMs: 550, columns: 80, rows: 24 });
    window.endLine('export PASSWORD=hunter2');
    window.push({ kind: 'output', atMs: 600, text: 'next\r\n' });
    const events = window.release();
    expect(textOf(events)).toBe('$ export PASSWORD=[redacted]\r\nnext\r\n');
    expect(events.filter(({ kind }) => kind === 'resize')).toHaveLength(1);
  });

  it('[S45] leaves the echo of a harmless line as it was', () => {
    const window = new RedactionWindow(redactAll);
    window.push({ kind: 'output', atMs: 0, text: '$ ' });
    window.beginLine();
    window.push({ kind: 'output', atMs: 5, text: 'l\x1b[32mls\x1b[0m\r\n' });
    window.endLine('ls');
    expect(textOf(window.release())).toBe('$ l\x1b[32mls\x1b[0m\r\n');
  });
});
