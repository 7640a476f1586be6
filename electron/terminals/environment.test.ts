import { describe, expect, it } from 'vitest';
import { shellEnvironment } from './environment.ts';

describe('shellEnvironment', () => {
  it('[T35] leaves out what belongs to this program, to npm, to Electron and to another terminal', () => {
    const env = shellEnvironment({
      HOME: '/home/ann',
      KUBECONFIG: '/home/ann/kube',
      LANG: 'de_DE.UTF-8',
      PATH: '/usr/bin',
      WAR_ROOM_HOST: 'browser',
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: '--inspect',
      npm_lifecycle_event: 'start',
      INIT_CWD: '/src',
      VITEST: 'true',
      TMUX: '/tmp/tmux',
      VSCODE_INJECTION: '1',
      TERM: 'screen',
      TERM_PROGRAM: 'vscode',
      SHLVL: '3',
      ABSENT: undefined,
    });
    expect(env).toEqual({
      HOME: '/home/ann',
      KUBECONFIG: '/home/ann/kube',
      LANG: 'de_DE.UTF-8',
      PATH: '/usr/bin',
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      TERM_PROGRAM: 'war-room',
    });
  });

  it('[S66] leaves what describes the terminal where that is the terminal it is shown in', () => {
    const outer = { PATH: '/bin', LANG: 'C', TERM: 'screen', TMUX: '/tmp/tmux', TERM_PROGRAM: 'tmux', SHLVL: '2' };
    const ours = { WAR_ROOM_DATA_DIR: '/x', npm_config_x: '1', PWD: '/', COLUMNS: '80' };
    expect(shellEnvironment({ ...outer, ...ours }, undefined, 'terminal')).toEqual(outer);
  });

  it('[S3] takes the folders that npm put in front off PATH, and only those', () => {
    const ours = '/app/node_modules/.bin:/node_modules/.bin:/app/node_modules/node/bin';
    const own = '/home/ann/bin:/src/node_modules/.bin:/usr/bin';
    expect(shellEnvironment({ PATH: `${ours}:${own}`, npm_config_x: '1' }).PATH).toBe(own);
    expect(shellEnvironment({ PATH: `${ours}:${own}`, WAR_ROOM_STARTED: '1' }).PATH).toBe(own);
    expect(shellEnvironment({ PATH: `/src/node_modules/.bin:${own}` }).PATH).toBe(`/src/node_modules/.bin:${own}`);
  });

  it('gives a locale where there is none', () => {
    expect(shellEnvironment({}).LANG).toMatch(/UTF-8$/);
    expect(shellEnvironment({ LC_ALL: 'C' })).not.toHaveProperty('LANG');
  });
});
