import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';

/** Stands for `-` among the arguments, which yargs would take for an empty text. No argument can hold a NUL. */
export const STDIN_MARK = '\0';
/** Far more than the record takes; it stops a file that is something else. */
const LARGEST_BYTES = 20_000_000;

/** A text from the command line; `-` stands for stdin. Refuses bytes that are not UTF-8, which would be kept wrong for ever. */
export async function readText(text: string): Promise<Outcome<string, 'unreadable'>> {
  if (text !== STDIN_MARK) return succeed(text);
  try {
    const bytes = await readStdin();
    if (bytes === undefined) return fail('unreadable', 'The text is too long.', 'Attach it as a file instead.');
    return succeed(new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, ''));
  } catch (error) {
    if (error instanceof TypeError)
      return fail('unreadable', 'The text on stdin is not UTF-8.', 'Convert it, or attach it as a file.');
    throw error;
  }
}

/** All of stdin; undefined when it is too long. Not by file descriptor: a pipe that is not full yet would be an error. */
async function readStdin(): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += chunk.length;
    if (size > LARGEST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
