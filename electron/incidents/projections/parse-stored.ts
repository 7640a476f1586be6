import { DamagedIndex } from './index-file.ts';

/** JSON that this program stored in the index. */
export function parseStored<Value>(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch (error) {
    throw new DamagedIndex('The index holds a text that this program did not write.', { cause: error });
  }
}
