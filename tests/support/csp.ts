/**
 * What a Content-Security-Policy header lacks of rule T20, one line each; empty when it keeps the rule. `origin` is the
 * page's own, the only one that it may connect to.
 */
export function cspProblems(header: string | null | undefined, origin: string): string[] {
  if (header === null || header === undefined || header === '') return ['no Content-Security-Policy on the page'];
  const directives = new Map(
    header
      .split(';')
      .map((directive) => directive.trim().split(/\s+/))
      .flatMap(([name, ...sources]) => (name === undefined || name === '' ? [] : [[name, sources] as const])),
  );
  const problems: string[] = [];
  // What is absent falls back to default-src, which has to be 'none'.
  const allow = (name: string, sources: readonly (string | RegExp)[]) => {
    const given = directives.get(name) ?? [];
    const strange = given.filter((source) => !sources.some((allowed) => matches(allowed, source)));
    if (strange.length > 0) problems.push(`${name} allows ${strange.join(' ')}`);
  };
  const exactlyNone = (name: string) => {
    const given = directives.get(name)?.join(' ');
    if (given !== "'none'") problems.push(`${name} is ${given ?? 'absent'}, not 'none'`);
  };
  // WebSockets of the same host are the browser host's transport.
  const own = new URL(origin);
  const connect = [origin, `ws://${own.host}`, `wss://${own.host}`];

  for (const name of ['default-src', 'base-uri', 'form-action', 'frame-ancestors']) exactlyNone(name);
  allow('script-src', ["'self'", "'none'", HASH_OR_NONCE]);
  allow('style-src', ["'self'", "'none'", HASH_OR_NONCE]);
  allow('style-src-attr', ["'self'", "'none'", HASH_OR_NONCE]);
  allow('img-src', ["'self'", "'none'", 'data:', 'blob:']);
  allow('font-src', ["'self'", "'none'"]);
  allow('connect-src', ["'self'", "'none'", ...connect]);
  allow('worker-src', ["'self'", "'none'"]);
  allow('frame-src', ["'self'", "'none'", 'blob:']);
  allow('object-src', ["'none'"]);
  return problems;
}

const HASH_OR_NONCE = /^'(sha(256|384|512)|nonce)-[A-Za-z0-9+/_=-]+'$/;

function matches(allowed: string | RegExp, source: string): boolean {
  return typeof allowed === 'string' ? allowed === source : allowed.test(source);
}
