/**
 * A UUIDv7 (RFC 9562, section 5.7): 48 bits of UTC milliseconds, then 74 random bits.
 * `random` holds at least 10 bytes from a cryptographic source; it is not changed.
 */
export function uuidV7(nowMs: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  bytes.set(random.subarray(0, 10), 6);
  const view = new DataView(bytes.buffer);
  const wall = Math.min(2 ** 48 - 1, Math.max(0, Math.floor(nowMs)));
  view.setUint16(0, Math.floor(wall / 2 ** 32));
  view.setUint32(2, wall % 2 ** 32);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
