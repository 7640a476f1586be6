/** What the codec can't carry by itself: functions, which only the bridge between two worlds of one page allows. */
export interface FunctionCarrier {
  toId(fn: (...args: unknown[]) => unknown, path: string): string;
  fromId(id: string): (...args: unknown[]) => unknown;
}

export interface Codec {
  /** A JSON-safe tree. Throws a DataCloneError, as Electron does, for what a structured clone refuses. */
  encode(value: unknown, functions?: FunctionCarrier): unknown;
  decode(tree: unknown, functions?: FunctionCarrier): unknown;
}

/**
 * A structured clone through JSON, for the way between Node and a page that the DevTools protocol offers. It runs in
 * both, and reaches the page as its own source text: it may use nothing from outside itself.
 */
export function createCodec(): Codec {
  const TAG = '$';
  const VIEWS = {
    Uint8Array,
    Int8Array,
    Uint8ClampedArray,
    Uint16Array,
    Int16Array,
    Uint32Array,
    Int32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };

  function toBase64(bytes: Uint8Array): string {
    let text = '';
    for (let start = 0; start < bytes.length; start += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
    }
    return btoa(text);
  }

  function fromBase64(text: string): ArrayBuffer {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer;
  }

  function encodeObject(value: object, functions: FunctionCarrier | undefined, path: string): unknown {
    if (Array.isArray(value)) return value.map((item, index) => encodeAt(item, functions, `${path}[${index}]`));
    if (value instanceof Date) return { [TAG]: 'Date', value: value.getTime() };
    if (value instanceof Map) return { [TAG]: 'Map', value: [...value].map((pair) => encodeAt(pair, functions, path)) };
    if (value instanceof Set) return { [TAG]: 'Set', value: [...value].map((item) => encodeAt(item, functions, path)) };
    if (value instanceof Error) return { [TAG]: 'Error', value: { name: value.name, message: value.message } };
    if (value instanceof ArrayBuffer) return { [TAG]: 'ArrayBuffer', value: toBase64(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      // Node's Buffer arrives as what it is to a structured clone.
      const name = Object.keys(VIEWS).find((known) => value.constructor.name === known) ?? 'Uint8Array';
      return { [TAG]: name, value: toBase64(bytes) };
    }
    const foreign = Object.prototype.toString.call(value).slice(8, -1);
    if (['Blob', 'File', 'MessagePort', 'Promise', 'WeakMap', 'WeakSet', 'Window'].includes(foreign)) refuse(foreign);
    const fields = Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        encodeAt(item, functions, path === '' ? key : `${path}.${key}`),
      ]),
    );
    return TAG in fields ? { [TAG]: 'object', value: fields } : fields;
  }

  function refuse(what: string): never {
    throw new DOMException(`An object could not be cloned: ${what}`, 'DataCloneError');
  }

  function encodeAt(value: unknown, functions: FunctionCarrier | undefined, path: string): unknown {
    switch (typeof value) {
      case 'undefined':
        return { [TAG]: 'undefined' };
      case 'bigint':
        return { [TAG]: 'bigint', value: value.toString() };
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0) ? value : { [TAG]: 'number', value: String(value) };
      case 'symbol':
        return refuse('symbol');
      case 'function':
        if (functions === undefined) return refuse('function');
        return { [TAG]: 'function', value: functions.toId(value as () => unknown, path) };
      case 'object':
        return value === null ? null : encodeObject(value, functions, path);
      default:
        return value;
    }
  }

  function decodeTagged(tag: unknown, value: unknown, functions: FunctionCarrier | undefined): unknown {
    switch (tag) {
      case 'undefined':
        return undefined;
      case 'bigint':
        return BigInt(value as string);
      case 'number':
        return value === '0' ? -0 : Number(value);
      case 'function':
        return functions?.fromId(value as string) ?? refuse('function');
      case 'Date':
        return new Date(value as number);
      case 'Map':
        return new Map(decode(value, functions) as [unknown, unknown][]);
      case 'Set':
        return new Set(decode(value, functions) as unknown[]);
      case 'Error': {
        const { name, message } = value as { name: string; message: string };
        return Object.assign(new Error(message), { name });
      }
      case 'ArrayBuffer':
        return fromBase64(value as string);
      case 'object':
        return decodeFields(value as object, functions);
      default:
        return new (VIEWS[tag as keyof typeof VIEWS] as typeof Uint8Array)(fromBase64(value as string));
    }
  }

  function decodeFields(tree: object, functions: FunctionCarrier | undefined): object {
    return Object.fromEntries(Object.entries(tree).map(([key, item]) => [key, decode(item, functions)]));
  }

  function decode(tree: unknown, functions?: FunctionCarrier): unknown {
    if (typeof tree !== 'object' || tree === null) return tree;
    if (Array.isArray(tree)) return tree.map((item) => decode(item, functions));
    if (TAG in tree) return decodeTagged(tree[TAG], 'value' in tree ? tree.value : undefined, functions);
    return decodeFields(tree, functions);
  }

  return { encode: (value, functions) => encodeAt(value, functions, ''), decode };
}
