import { expect, it } from 'vitest';
import { fillTarget } from './runbook-target.ts';

it('[B21] fills the parameters of a dangerous target with their values, as typed', () => {
  const values = { 'pod-name': "web 1's", NS: 'shop', x: '$&' };
  expect(fillTarget('<pod-name>', values)).toBe("web 1's");
  expect(fillTarget(`[NS]/{{ x }}-\${x}-<other>`, values)).toBe('shop/$&-$&-<other>');
  expect(fillTarget('<constructor>', values)).toBe('<constructor>');
});
