/** Time zones to choose from: this device's, UTC, and every one that the platform knows. `present` is always among them. */
export function zoneOptions(present: string): readonly { readonly value: string; readonly label: string }[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const names = new Set(['UTC', present, ...Intl.supportedValuesOf('timeZone')].filter((name) => name !== 'local'));
  return [{ value: 'local', label: `This device (${own})` }, ...[...names].map((value) => ({ value, label: value }))];
}
