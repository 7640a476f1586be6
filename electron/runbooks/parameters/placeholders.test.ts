import { describe, expect, it } from 'vitest';
import { findPlaceholders, isSecretName, maskPlaceholders } from './placeholders.ts';

const names = (text: string, ...declared: string[]) =>
  findPlaceholders(text, new Set(declared)).map(({ name }) => name);

describe('placeholders', () => {
  it.each([
    ['kubectl delete pod <pod-name>', ['pod-name']],
    ['ssh <USER>@<host>:22', ['USER', 'host']],
    ['git commit -m "fix: <description of it>"', ['description of it']],
    ['kubectl logs [POD_NAME] -n [NAMESPACE]', ['POD_NAME', 'NAMESPACE']],
    ['curl https://<host>/health', ['host']],
    ['vault operator unseal <key-1>', ['key-1']],
  ])('[B9] finds them in %j', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    'cat <<EOF>out',
    'cat <<EOF',
    'psql <dump.sql',
    'psql < dump.sql > out',
    'sort <in >out',
    'sort <in>out',
    'sort <in.txt>out.txt',
    'diff <(ls a) <(ls b)',
    'grep "[ERROR]" log',
    'grep "[A-Z]" log',
    `echo "\${list[INDEX]}" \${POD} $POD`,
    '[[ -f X ]]',
    "grep '<title>.*</title>' page.html",
    'grep "\\<word>" file',
    'docker ps --format "{{range .items}}{{.Names}}"',
    'kubectl get pods -o jsonpath={{name}}',
  ])('[B9] finds none in %j', (text) => {
    expect(names(text)).toEqual([]);
  });

  it('[B9] takes double braces and shell variables only when they are declared', () => {
    expect(names(`kubectl logs {{pod}} {{ns}} \${POD} \${HOME}`, 'pod', 'POD')).toEqual(['pod', 'POD']);
  });

  it('[B9] masks with as many characters as it hides, and puts them back', () => {
    const text = 'kubectl \uE000 delete pod <pod-name> <pod-name><x> é😀 <y>';
    const masked = maskPlaceholders(text, new Set());
    expect(masked.text).toHaveLength(text.length);
    expect(masked.text).not.toMatch(/[<>]/);
    expect(masked.unmask(masked.text)).toBe(text);
    for (const { start, end, name } of masked.placeholders) expect(text.slice(start, end)).toBe(`<${name}>`);
  });

  it('[B13] knows secret parameters by their names', () => {
    for (const name of ['key1', 'API_TOKEN', 'db-password', 'client_secret', 'unseal-share']) {
      expect(isSecretName(name)).toBe(true);
    }
    for (const name of ['pod-name', 'namespace', 'host']) expect(isSecretName(name)).toBe(false);
  });
});
