import { fail } from '#shared/domain/outcome.ts';

/** What a person reads when a call found no services: the connection is lost, and nothing was changed. */
export const servicesSilent = () =>
  fail(
    'not-connected',
    'War Room’s own services do not answer, so nothing was changed.',
    'It connects again by itself; then try once more.',
  );
