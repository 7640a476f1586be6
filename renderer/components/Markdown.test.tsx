import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Markdown } from './Markdown.tsx';

const render = (source: string) => renderToStaticMarkup(<Markdown onLink={() => {}}>{source}</Markdown>);

it('renders the Markdown that runbooks are written in', () => {
  expect(render('**Check** the `pods`:\n\n- one\n- [x] two')).toContain('<strong>Check</strong> the <code>pods</code>');
  expect(render('| a | b |\n|---|---|\n| 1 | 2 |')).toContain('<td>1</td>');
});

it('keeps a placeholder in a sentence readable', () => {
  expect(render('Replace <pod-name> and <POD> below.<br>')).toBe(
    '<p>Replace &lt;pod-name&gt; and &lt;POD&gt; below.</p>',
  );
});

it.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '![x](https://tracker.example/pixel.gif)',
  '<iframe src="https://example.org"></iframe>',
  '<style>*{display:none}</style>',
  '<div onclick="x" style="position:fixed">y</div>',
  '<svg><script>alert(1)</script></svg>',
  '[x]: javascript:alert(1)\n\n[x]',
])('[T21] lets nothing active through: %s', (source) => {
  expect(render(source)).not.toMatch(/<(script|img|iframe|style|svg)|on\w+=|javascript:|data:|src=|style=/i);
});

it('[T5] shows the whole address of a link, which only a click offers to open', () => {
  expect(render('[status](https://status.example/?a=1&b=2)')).toBe(
    '<p><button type="button" title="https://status.example/?a=1&amp;b=2" class="text-accent underline decoration-1 underline-offset-2">status</button></p>',
  );
});

it('[B103] opens the file of a relative link where there is one, and says where there is none', () => {
  const openFile = (href: string) => (href === 'db.md' ? () => {} : undefined);
  const markup = renderToStaticMarkup(
    <Markdown onLink={() => {}} openFile={openFile}>
      {'[the database](db.md) and [the cache](cache.md), [above](#top)'}
    </Markdown>,
  );
  expect(markup).toContain('<button type="button" title="db.md"');
  expect(markup).toContain('the cache <span class="text-warn">(no such file)</span>');
  expect(markup).toContain('<span title="#top">above</span>');
});
