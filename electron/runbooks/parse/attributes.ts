/**
 * The step's name from a fence's info string as Runme writes it, ```` ```bash {"name":"check-pods"} ````; other
 * attributes are kept by the file and ignored here.
 */
export function readStepName(meta: string | null | undefined): string | undefined {
  const json = /\{.*\}/s.exec(meta ?? '')?.[0];
  if (json === undefined || json.length > 10_000) return undefined;
  try {
    const attributes: unknown = JSON.parse(json);
    if (typeof attributes !== 'object' || attributes === null || !('name' in attributes)) return undefined;
    return typeof attributes.name === 'string' && attributes.name.trim() !== '' ? attributes.name.trim() : undefined;
  } catch {
    // `{.bash}` and other dialects: no attributes of ours.
    return undefined;
  }
}
