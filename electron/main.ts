import { app } from 'electron';
import { openApplication } from './hosts/electron/application.ts';
import { isCommand, runCommandInElectron } from './hosts/electron/command-line.ts';
import { registerSchemes } from './hosts/electron/serve-page.ts';

// No top-level await: Electron becomes ready only after this module has run.
const args = process.argv.slice(app.isPackaged ? 1 : 2);
if (isCommand(args)) {
  void runCommandInElectron(args);
} else {
  registerSchemes();
  void openApplication(args);
}
