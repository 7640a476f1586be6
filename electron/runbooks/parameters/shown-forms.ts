import { quoteWord } from './quote.ts';

/** Shorter pieces are in too many texts that hold no secret. */
const MIN_PIECE = 8;

/**
 * The ways in which a value may show on a command line or in what a program prints: quoted for a shell, as JSON, in a
 * URL, in base64 (also inside of more that was encoded with it), in hexadecimal, and its lines one by one.
 */
export function shownForms(value: string): readonly string[] {
  const percent = encodeURIComponent(value);
  const strict = percent.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const percents = [percent, strict].flatMap((form) => [form, form.replaceAll('%20', '+')]);
  return [
    ...new Set([
      value,
      quoteWord(value),
      value.replace(/[\\$`]/g, '\\$&'),
      JSON.stringify(value).slice(1, -1),
      ...percents.flatMap((form) => [form, form.replace(/%../g, (code) => code.toLowerCase())]),
      ...encodedForms(Buffer.from(value)),
      // A terminal turns line feeds into both, and recordings are redacted line by line.
      value.replaceAll('\n', '\r\n'),
      ...value.split(/[\r\n]+/).filter((line) => line.length >= MIN_PIECE),
    ]),
  ];
}

function encodedForms(bytes: Buffer): readonly string[] {
  const hex = bytes.toString('hex');
  const pieces = [0, 1, 2].map((before) => base64Piece(bytes, before));
  const forms = [hex, hex.toUpperCase(), bytes.toString('base64'), bytes.toString('base64url'), ...pieces];
  return [...forms, ...pieces.map((piece) => piece.replaceAll('+', '-').replaceAll('/', '_'))].filter(
    (form) => form.length >= MIN_PIECE,
  );
}

/** The characters of a base64 text that hold nothing but `bytes`, when `before` bytes (modulo 3) stand before them. */
function base64Piece(bytes: Buffer, before: number): string {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}
