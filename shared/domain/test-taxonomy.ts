import type { Taxonomy } from './taxonomy.ts';

/** For tests only: the first three levels of sev-saas, and a lowest one with fewer targets. */
export const testTaxonomy: Taxonomy = {
  id: 'sev-saas',
  name: 'SaaS severities',
  levels: [
    { id: 'SEV-1', name: 'Critical', meaning: 'outage', acknowledgeMinutes: 5, triageMinutes: 15 },
    { id: 'SEV-2', name: 'High', meaning: 'major', acknowledgeMinutes: 15, triageMinutes: 30 },
    { id: 'SEV-3', name: 'Medium', meaning: 'minor', acknowledgeMinutes: 60, triageMinutes: 120 },
    { id: 'SEV-4', name: 'Low', meaning: 'cosmetic', acknowledgeMinutes: 240 },
  ],
};
