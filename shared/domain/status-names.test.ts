import { expect, it } from 'vitest';
import { statusSchema, updateAudienceSchema } from './events/index.ts';
import { documentStatus, internalStatusName, publicStatusName, statusNameFor, statusNamesFor } from './status-names.ts';

it.each([
  ['detected', 'Investigating', 'Investigating', 'ONGOING'],
  ['investigating', 'Investigating', 'Investigating', 'ONGOING'],
  ['identified', 'Identified', 'Identified', 'ONGOING'],
  ['mitigating', 'Identified', 'Mitigating', 'ONGOING'],
  ['monitoring', 'Monitoring', 'Mitigating', 'MITIGATED'],
  ['resolved', 'Resolved', 'Resolved', 'RESOLVED'],
  ['closed', 'Resolved', 'Resolved', 'RESOLVED'],
] as const)('[D59] says %s as %s outside, %s inside and %s in documents', (status, outside, inside, inDocument) => {
  expect([publicStatusName(status), internalStatusName(status), documentStatus(status)]).toEqual([
    outside,
    inside,
    inDocument,
  ]);
});

it('[D59] gives every audience only words that it knows', () => {
  for (const audience of updateAudienceSchema.options) {
    for (const status of statusSchema.options) {
      expect(statusNamesFor(audience)).toContain(statusNameFor(audience, status));
    }
  }
});
