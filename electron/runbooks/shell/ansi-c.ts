const letters: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** What bash makes of the inside of `$'...'`; escaped bytes count as UTF-8. */
export function readAnsiC(inside: string): string {
  const bytes: number[] = [];
  const put = (text: string) => bytes.push(...new TextEncoder().encode(text));
  const pieces = /\\(?:([0-7]{1,3})|x([\da-f]{1,2})|u([\da-f]{1,4})|U([\da-f]{1,8})|c(.)|(.))|[^\\]+|\\/gis;
  for (const [whole, octal, hex, short, long, control, other] of inside.matchAll(pieces)) {
    const point = short ?? long;
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 0xff);
    else if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (point !== undefined) put(String.fromCodePoint(Math.min(Number.parseInt(point, 16), 0x10ffff)));
    else if (control !== undefined) bytes.push(control.toUpperCase().charCodeAt(0) & 0x1f);
    else put(other === undefined ? whole : (letters[other] ?? other));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
