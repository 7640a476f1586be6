import type { SeverityLevel } from '#shared/domain/taxonomy.ts';

/** "5 min", "2 h", "1 d": a target as a person says it. */
export function minutesWord(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  if (minutes % 1440 === 0) return `${minutes / 1440} d`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A level's targets in the order of the work: "acknowledge 5 min", "update every 15 min". */
export function targetsOf(level: SeverityLevel): readonly string[] {
  const target = (words: string, minutes: number | undefined, note?: string) =>
    minutes === undefined ? undefined : `${words} ${minutesWord(minutes)}${note ? ` (${note})` : ''}`;
  return [
    target('acknowledge', level.acknowledgeMinutes),
    target('respond', level.respondMinutes, level.respondNote),
    target('triage', level.triageMinutes),
    target('update every', level.updateEveryMinutes),
    target('resolve', level.resolveMinutes),
  ].filter((words) => words !== undefined);
}
