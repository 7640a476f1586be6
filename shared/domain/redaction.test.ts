import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from './redaction.ts';

describe('redact', () => {
  it.each([
    ['export DB_PASSWORD=hunter2 X=1', 'export DB_PASSWORD=[redacted] X=1'],
    [`vault write x api-key="a b c"`, 'vault write x api-key=[redacted]'],
    ['export TOKEN="hunter2\ncanary"', 'export TOKEN=[redacted]\ncanary"'],
    ["export TOKEN='hunter2 and", 'export TOKEN=[redacted]'],
    ['TOKEN="hun\\"ter2" ok', 'TOKEN=[redacted] ok'],
    ['{"client_secret": "abc", "id": 1}', '{"client_secret": [redacted], "id": 1}'],
    ['psql --password hunter2 -h db', 'psql --password [redacted] -h db'],
    ["curl -H 'Authorization: Bearer abcdefgh.ijk'", "curl -H 'Authorization: Bearer [redacted]'"],
    ['curl -u admin:hunter2 http://x', 'curl -u admin:[redacted] http://x'],
    ['psql postgres://app:hunter2@db/app', 'psql postgres://app:[redacted]@db/app'],
    ['mysql -u root -phunter2 shop', 'mysql -u root -p[redacted] shop'],
    ['aws AKIAIOSFODNN7EXAMPLE', 'aws [redacted]'],
    ['git clone https://x ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'git clone https://x [redacted]'],
    ['a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nb', 'a\n[redacted private key]\nb'],
    ['a\n-----BEGIN PRIVATE KEY-----\nMIIE\nabc', 'a\n[redacted private key]'],
    ['abc=\n-----END PRIVATE KEY-----\nb', '[redacted private key]\nb'],
  ])('[S40] removes the secret of %j', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each([
    'PWD=/root ls',
    'mysql --password=$DB_PASSWORD shop',
    'curl -H "X-Token: $(cat token)" http://x',
    'kubectl get secret app -o yaml',
    'tokens 5',
    'mysql -p shop -h db',
  ])('leaves %j alone where it gives nothing away', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('redacts the same twice as once', () => {
    const secretish = fc
      .array(fc.constantFrom('password', '=', ' ', 'abc', '"', ':', '--token', 'http://', '@', '\n', '$X', 'bearer '), {
        maxLength: 30,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(secretish, (text) => {
        expect(redact(redact(text))).toBe(redact(text));
      }),
    );
  });

  it('takes linear time on text made to hurt', () => {
    const started = Date.now();
    for (const piece of ['a.', 'password', 'http://a:', 'eyJaaaaaaaaaaa.', '-----BEGIN PRIVATE KEY-----', ' -u a:']) {
      redact(piece.repeat(Math.ceil(20_000 / piece.length)));
    }
    expect(Date.now() - started).toBeLessThan(1_000);
  });
});
