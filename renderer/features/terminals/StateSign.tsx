import clsx from 'clsx';
import type { TabState } from './tab-list.ts';

const shapes: Readonly<Record<TabState['tone'], string>> = {
  idle: 'state-sign-unknown',
  busy: 'state-sign-running',
  ok: 'state-sign-ok',
  failed: 'state-sign-failed',
  gone: 'state-sign-gone',
};

/** How a shell stands, in the shapes of the gutter. The words stand beside it or are read out elsewhere. */
export function StateSign({ tone }: Pick<TabState, 'tone'>) {
  return <span aria-hidden className={clsx('state-sign', shapes[tone])} />;
}
