import type { z } from 'zod';
import type { detectionSourceSchema, NoteKind, Role, Status } from './events/index.ts';

/** When it happened, UTC ms, when a person backdates. Absent: now. */
interface Backdated {
  readonly occurredAt?: number | undefined;
}

/** What a person asks of one incident. */
export type Command =
  | (Backdated & {
      readonly type: 'declare';
      readonly title: string;
      readonly severity: string;
      readonly commander?: string | undefined;
      readonly detectionSource?: z.infer<typeof detectionSourceSchema> | undefined;
      readonly detectedAt?: number | undefined;
      readonly drill?: boolean | undefined;
      readonly simulated: boolean;
    })
  | (Backdated & { readonly type: 'acknowledge' })
  | (Backdated & { readonly type: 'changeStatus'; readonly to: Status; readonly reason?: string | undefined })
  | (Backdated & { readonly type: 'changeSeverity'; readonly to: string; readonly reason?: string | undefined })
  | (Backdated & { readonly type: 'assignRole'; readonly role: Role; readonly personName: string })
  | (Backdated & {
      readonly type: 'addNote';
      readonly text: string;
      readonly noteKind?: NoteKind | undefined;
      readonly pinned?: boolean | undefined;
    })
  | { readonly type: 'pin'; readonly eventId: string; readonly pinned: boolean };
