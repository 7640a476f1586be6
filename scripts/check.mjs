// `npm run check`: types, lint, layers, unused code.
import { runChecks } from './setup/checks.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';

ensureDependencies();
process.exit(runChecks().failed === 0 ? 0 : 1);
