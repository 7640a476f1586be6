import { expect, it, vi } from 'vitest';
import { headerCommands } from './header-commands.ts';

const taxonomy = {
  id: 't',
  name: 'T',
  levels: [
    { id: 'SEV-1', name: 'Critical', meaning: '' },
    { id: 'SEV-2', name: 'High', meaning: '' },
  ],
};
const actions = {
  acknowledge: vi.fn(),
  changeStatus: vi.fn(),
  changeSeverity: vi.fn(),
  showOverlay: vi.fn(),
  showView: vi.fn(),
};
const idsFor = (state: Parameters<typeof headerCommands>[0]) =>
  headerCommands(state, taxonomy, actions).map(({ id }) => id);

it('offers what would change something, and nothing else', () => {
  expect(idsFor({ status: 'detected', severity: 'SEV-1', acknowledged: false })).toEqual([
    'incident.acknowledge',
    'incident.status.investigating',
    'incident.status.identified',
    'incident.status.mitigating',
    'incident.status.monitoring',
    'incident.status.resolved',
    'incident.status.closed',
    'incident.severity.SEV-2',
    'incident.export',
    'go.home',
  ]);
});

it('does not ask to acknowledge what is acknowledged or over', () => {
  expect(idsFor({ status: 'detected', severity: 'SEV-1', acknowledged: true })).not.toContain('incident.acknowledge');
  expect(idsFor({ status: 'resolved', severity: 'SEV-1', acknowledged: false })).not.toContain('incident.acknowledge');
});

it('does what the buttons do', () => {
  const commands = headerCommands({ status: 'detected', severity: 'SEV-1', acknowledged: false }, taxonomy, actions);
  commands.find(({ id }) => id === 'incident.status.resolved')?.run();
  commands.find(({ id }) => id === 'incident.export')?.run();
  expect(actions.changeStatus).toHaveBeenCalledExactlyOnceWith('resolved');
  expect(actions.showOverlay).toHaveBeenCalledExactlyOnceWith({ kind: 'export' });
});
