import { it } from 'vitest';

/** Stands in for the suite where it can't run, so that the summary counts it and says why. */
it.skip(
  'the end-to-end suite in Electron itself: its binary is not in node_modules/electron/dist, and tests never download it; `npm start` does',
);
