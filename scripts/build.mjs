// `npm run build`: what `npm start` and the packages run, in `out/`.
import { ensureBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';

ensureDependencies();
ensureBuild();
