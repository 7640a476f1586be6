/** "1 event", "2 events", "1,284 events": a count with its noun. `many` where an s does not make the plural. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
