import './reading.css';
import { toJsxRuntime } from 'hast-util-to-jsx-runtime';
import type { ComponentProps, ReactNode } from 'react';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

/** Links: web addresses only; the page asks before it opens one. Pictures: none, the CSP would refuse them. */
const schema = { ...defaultSchema, protocols: { ...defaultSchema.protocols, href: ['http', 'https'] } };

/** `<pod-name>` in a sentence is meant to be read; whatever HTML there really is goes. */
function placeholderAsText(_state: unknown, { value }: { readonly value: string }) {
  const name = /^<([\w.-]+)>$/.exec(value)?.[1];
  const isHtml = name === undefined || (defaultSchema.tagNames ?? []).includes(name.toLowerCase());
  return isHtml ? undefined : { type: 'text' as const, value };
}

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { handlers: { html: placeholderAsText } })
  .use(rehypeSanitize, schema);

interface Props {
  readonly children: string;
  /** A web address was clicked; nothing has been opened yet. */
  onLink(url: string): void;
}

/**
 * The one place where Markdown becomes elements (T21): parsed, sanitized as a tree, and made into React elements.
 * HTML in the source is dropped on the way; no markup ever passes through `innerHTML`.
 */
export function Markdown({ children, onLink }: Props): ReactNode {
  const tree = processor.runSync(processor.parse(children));
  return toJsxRuntime(tree, {
    Fragment,
    jsx,
    jsxs,
    components: {
      a: ({ href, children: label }: ComponentProps<'a'>) =>
        href && /^https?:/i.test(href) ? (
          <button
            type="button"
            title={href}
            className="text-accent underline decoration-1 underline-offset-2"
            onClick={() => onLink(href)}
          >
            {label}
          </button>
        ) : (
          <span title={href}>{label}</span>
        ),
      img: ({ alt, title }: ComponentProps<'img'>) => <span className="text-ink-3">[{alt || title || 'picture'}]</span>,
    },
  });
}
