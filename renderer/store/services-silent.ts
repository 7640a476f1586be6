import { ORPCError } from '@orpc/client';
import { fail, type Problem } from '#shared/domain/outcome.ts';

/** Why a call had no answer. */
export type ServiceProblemCode = 'not-connected' | 'internal';

/**
 * What a person reads when a call had no answer. Expected failures are answers; this is either a lost connection,
 * where nothing was changed, or a bug in the services, which must not look like one.
 */
export function servicesSilent(error?: unknown): { readonly ok: false; readonly error: Problem<ServiceProblemCode> } {
  if (error instanceof ORPCError) {
    return fail(
      'internal',
      'This failed inside War Room, which is a defect of the program, not of what you did.',
      'Try once more. What was recorded before is safe.',
    );
  }
  return fail(
    'not-connected',
    'War Room’s own services do not answer, so nothing was changed.',
    'It connects again by itself; then try once more.',
  );
}
