import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPageFile, servePageFile } from './static-files.ts';

let folder: string;
let root: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'war-room-static-'));
  root = join(folder, 'page');
  await mkdir(join(root, 'assets'), { recursive: true });
  await mkdir(join(folder, 'page-secret'));
  await writeFile(join(root, 'index.html'), '<!doctype html><html><head><title>x</title></head></html>');
  await writeFile(join(root, 'assets/a b.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'outside');
  await writeFile(join(folder, 'page-secret/secret.txt'), 'outside');
  await symlink(join(folder, 'secret.txt'), join(root, 'assets/link.txt'));
});
afterAll(() => rm(folder, { recursive: true }));

const connect = ['http://127.0.0.1:1'];

describe('the files of the page', () => {
  it('answers with the file and its type', async () => {
    const page = await servePageFile(root, '/', connect);
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const script = await servePageFile(root, '/assets/a%20b.js?v=1#x', connect);
    expect([script.status, script.headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%2fsecret.txt',
    '/%252e%252e/secret.txt',
    '/assets/../../secret.txt',
    '/..\\secret.txt',
    '/%5c..%5csecret.txt',
    '/../page-secret/secret.txt',
    '/index.html%00.js',
    '/index.html\0',
    '/C:/secret.txt',
    '//etc/passwd',
    '/assets/link.txt',
    '/assets',
    '/%',
    '/%c0%ae%c0%ae/secret.txt',
    '',
  ])('[T6] finds nothing under %j', async (path) => {
    expect(await findPageFile(root, path)).toBeUndefined();
    expect((await servePageFile(root, path, connect)).status).toBe(404);
  });

  it('[T6] never answers with a file outside the folder, whatever the path is made of', async () => {
    const piece = fc.constantFrom(
      ...['..', '.', '/', '\\', '%2e', '%2E%2e', '%2f', '%5c', '%00', '\0', '%', '%25', 'assets', 'index.html'],
      ...[
        'secret.txt',
        'page-secret',
        'page',
        'link.txt',
        '~',
        ' ',
        '%20',
        ':',
        '?',
        '#',
        '%c0%ae',
        '\u2215',
        '\uff0e',
      ],
    );
    const path = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((pieces) => `/${pieces.join('')}`),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(path, async (candidate) => {
        const file = await findPageFile(root, candidate);
        if (file !== undefined) expect(['index.html', 'assets/a b.js']).toContain(relative(root, file));
        const { body } = await servePageFile(root, candidate, connect);
        expect(new TextDecoder().decode(body)).not.toContain('outside');
      }),
      { numRuns: 2000 },
    );
  });
});
