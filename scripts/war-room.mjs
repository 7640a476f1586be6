#!/usr/bin/env node
// The `war-room` command. Whatever Node started it, the program runs on the project's Node 24.
import { join } from 'node:path';
import { ensureBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { become, node24, root } from './setup/run.mjs';

ensureDependencies();
ensureBuild();
become(node24, [join(root, 'out/main/cli.js'), ...process.argv.slice(2)]);
