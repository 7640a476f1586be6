// Reads back what a package really holds: `node scripts/verify-package.ts dist/linux-unpacked/war-room`. [T9]
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

const expectedFuses: readonly (readonly [FuseV1Options, FuseState])[] = [
  [FuseV1Options.RunAsNode, FuseState.DISABLE],
  [FuseV1Options.EnableCookieEncryption, FuseState.ENABLE],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseState.DISABLE],
  [FuseV1Options.EnableNodeCliInspectArguments, FuseState.DISABLE],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseState.ENABLE],
  [FuseV1Options.OnlyLoadAppFromAsar, FuseState.ENABLE],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, FuseState.DISABLE],
];

const neededInArchive = [
  '/out/main/main.js',
  '/out/main/cli.js',
  '/out/preload/preload.cjs',
  '/out/renderer/index.html',
];

/**
 * Everything that is wrong with an unpacked package, one line each; empty when it is right.
 *
 * @param executable path of the packaged Electron executable; its `resources/` lies beside it (on macOS, one above).
 */
export async function findPackageProblems(executable: string): Promise<string[]> {
  const problems: string[] = [];
  const fuses = await getCurrentFuseWire(executable);
  for (const [fuse, state] of expectedFuses) {
    if (fuses[fuse] !== state) problems.push(`fuse ${FuseV1Options[fuse]} is ${String(fuses[fuse])}, not ${state}`);
  }
  const beside = join(dirname(executable), 'resources');
  const resources = existsSync(beside) ? beside : join(dirname(executable), '../Resources');
  const archive = join(resources, 'app.asar');
  const files = listPackage(archive, { isPack: false });
  for (const needed of neededInArchive) if (!files.includes(needed)) problems.push(`app.asar lacks ${needed}`);
  const tests = files.filter((path) => /\.test\.[cm]?[jt]s$/.test(path));
  if (tests.length > 0) problems.push(`app.asar holds tests: ${tests.slice(0, 3).join(', ')}`);
  for (const path of files) {
    const foreign = /node-pty\/prebuilds\/([^/]+)/.exec(path)?.[1];
    if (foreign !== undefined && foreign !== `${process.platform}-${process.arch}`) {
      problems.push(`app.asar holds node-pty for ${foreign}`);
    }
  }
  const unpacked = join(resources, 'app.asar.unpacked/node_modules/node-pty');
  const hasPty =
    existsSync(unpacked) &&
    readdirSync(unpacked, { recursive: true }).some((path) => String(path).endsWith('pty.node'));
  if (!hasPty) problems.push('pty.node is not unpacked beside app.asar');
  // A file whose name begins with a dot is what packagers like to leave out.
  for (const needed of ['panels', 'runbooks', 'taxonomies', 'templates', 'shell-integration/zsh/.zshenv']) {
    if (!existsSync(join(resources, 'resources', needed))) problems.push(`resources/${needed} is missing`);
  }
  return [...new Set(problems)];
}

if (import.meta.main) {
  const executable = process.argv[2];
  if (executable === undefined) {
    console.error('usage: node scripts/verify-package.ts EXECUTABLE');
    process.exit(2);
  }
  const problems = await findPackageProblems(resolve(executable));
  for (const problem of problems) console.error(problem);
  process.exit(problems.length === 0 ? 0 : 1);
}
