/**
 * What a person types before a dangerous step: the risk's target with the parameters in it replaced by their values.
 * The page shows it and the service demands it, so both use this.
 */
export function fillTarget(target: string, values: Readonly<Record<string, string>>): string {
  return target.replace(
    /<([^<>]+)>|\[([A-Z][A-Z0-9_]+)\]|\{\{\s*([\w.-]+)\s*\}\}|\$\{(\w+)\}/g,
    (written: string, ...names: (string | undefined)[]) => {
      const name =
        names
          .slice(0, 4)
          .find((found) => found !== undefined)
          ?.trim() ?? '';
      return Object.hasOwn(values, name) ? (values[name] ?? written) : written;
    },
  );
}
