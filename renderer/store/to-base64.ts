/** So many bytes at once: every one of them is an argument of a call. */
const PIECE = 0x8000;

/** Bytes as Base64, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += PIECE) {
    binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  }
  return btoa(binary);
}
