import { z } from 'zod';

/** What of a tab is recorded: its output as a whole, only that of runbook steps, or nothing. */
export const recordingLevelSchema = z.enum(['everything', 'steps', 'nothing']);
export type RecordingLevel = z.infer<typeof recordingLevelSchema>;

/** What runs in the tab at this moment. */
export type Running = 'nothing' | 'command' | 'step';

/** Whether output that comes now is recorded. */
export function isRecorded(level: RecordingLevel, running: Running): boolean {
  return level === 'everything' || (level === 'steps' && running === 'step');
}
