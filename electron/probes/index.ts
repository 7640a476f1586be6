export { type ProberDependencies, startProber } from './prober.ts';
