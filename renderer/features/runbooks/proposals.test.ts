import { expect, it } from 'vitest';
import type { Alert, RunbookSummary } from '#shared/contract/index.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { firstProposal, withoutFile } from './proposals.ts';

const alert = (name: string, state: Alert['state'] = 'firing') =>
  ({ name, state, annotations: {} }) as unknown as Alert;
const runbook = (id: string, ...alerts: string[]) =>
  ({
    id,
    title: id,
    path: `/${id}.md`,
    origin: 'team',
    mentions: [],
    alerts,
    isIndex: false,
  }) as unknown as RunbookSummary;
const library = [runbook('api', 'ApiDown'), runbook('slow', 'HighLatency'), runbook('network', 'HighLatency')];
const proposed = (alerts: Alert[], attached: string[], declined: string[] = []) => {
  const found = firstProposal(alerts, library, attached, declined);
  return found && [found.alert.name, found.runbook.id];
};

it('[B105] proposes a runbook for a firing alert that none of the attached ones answers', () => {
  expect(proposed([alert('HighLatency', 'pending'), alert('ApiDown')], [])).toEqual(['ApiDown', 'api']);
  expect(proposed([alert('ApiDown'), alert('HighLatency')], ['api'])).toEqual(['HighLatency', 'network']);
  expect(proposed([alert('ApiDown'), alert('HighLatency')], ['api', 'slow'])).toBeUndefined();
});

it('[B105] does not propose again what was declined', () => {
  expect(proposed([alert('HighLatency')], [], ['network'])).toEqual(['HighLatency', 'slow']);
  expect(proposed([alert('HighLatency')], [], ['network', 'slow'])).toBeUndefined();
});

it('[B105] counts an attached runbook whose file is gone as the answer that it is', () => {
  const gone = withoutFile({ id: 'old', title: 'Old', alerts: ['ApiDown'], mentions: [] } as unknown as Runbook);
  expect(firstProposal([alert('ApiDown')], [...library, gone], ['old'], [])).toBeUndefined();
});
