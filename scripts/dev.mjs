// `npm run dev`: builds page and services again whenever a source changes, and restarts the services after it.
import { join } from 'node:path';
import { forgetBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { become, node24, root, say } from './setup/run.mjs';

ensureDependencies();
// What stands in `out/` when this ends may be of sources that nobody kept.
forgetBuild();
say('war-room: watching; open the URL that appears below, and reload the page after a change of the page');
become(node24, [join(root, 'scripts/setup/watch.mjs'), ...process.argv.slice(2)], { WAR_ROOM_HOST: 'browser' });
