/*
 * U+202A..U+202E and U+2066..U+2069 turn the text after them around. xterm's cells stand in the order in which they came,
 * but its DOM renderer leaves a row to the browser, which obeys: a file's name or an address could read as another one.
 * In UTF-8 they are E2 80 AA..AE and E2 81 A6..A9. Their last byte is changed, so that U+200B or U+2060 stands there,
 * which has no width either and turns nothing: every byte is still one byte, and every cell stays where it was.
 */

/** Takes the effect from those characters in a stream of UTF-8, also where a chunk ends within one. */
export class BidiFilter {
  /** The last two bytes, as far as they may begin one. */
  #before = 0;

  /** Changes `bytes` in place. */
  pass(bytes: Uint8Array): void {
    for (let index = 0; index < Math.min(2, bytes.length); index += 1) {
      this.#close(bytes, index);
      this.#before = ((this.#before << 8) | (bytes[index] ?? 0)) & 0xffff;
    }
    if (bytes.length < 2) return;
    for (let at = bytes.indexOf(0xe2); at !== -1 && at + 2 < bytes.length; at = bytes.indexOf(0xe2, at + 1)) {
      this.#before = 0xe200 | (bytes[at + 1] ?? 0);
      this.#close(bytes, at + 2);
    }
    this.#before = ((bytes[bytes.length - 2] ?? 0) << 8) | (bytes[bytes.length - 1] ?? 0);
  }

  #close(bytes: Uint8Array, index: number): void {
    const byte = bytes[index] ?? 0;
    if (this.#before === 0xe280 && byte >= 0xaa && byte <= 0xae) bytes[index] = 0x8b;
    else if (this.#before === 0xe281 && byte >= 0xa6 && byte <= 0xa9) bytes[index] = 0xa0;
  }
}

/** The same for text. */
export function withoutBidi(text: string): string {
  return text.replace(/[\u202a-\u202e]/g, '\u200b').replace(/[\u2066-\u2069]/g, '\u2060');
}
