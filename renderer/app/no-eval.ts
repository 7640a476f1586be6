import { config } from 'zod';

// Zod tries `new Function` when the first schema is made, which the page's CSP refuses and reports (T20). This module
// has to be the first import of the page: schemas are made while modules load.
config({ jitless: true });
