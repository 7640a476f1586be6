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
  /** How to open the file that a relative link leads to; undefined where there is none, which the text then says. */
  openFile?(href: string): (() => void) | undefined;
}

/**
 * The one place where Markdown becomes elements (T21): parsed, sanitized as a tree, and made into React elements.
 * HTML in the source is dropped on the way; no markup ever passes through `innerHTML`.
 */
export function Markdown({ children, onLink, openFile }: Props): ReactNode {
  const tree = processor.runSync(processor.parse(children));
  return toJsxRuntime(tree, {
    Fragment,
    jsx,
    jsxs,
    components: {
      a: ({ href, children: label }: ComponentProps<'a'>) =>
        href && /^https?:/i.test(href) ? (
          <LinkButton title={href} onOpen={() => onLink(href)}>
            {label}
          </LinkButton>
        ) : (
          <FileLink href={href} open={href === undefined ? undefined : openFile?.(href)} dead={openFile !== undefined}>
            {label}
          </FileLink>
        ),
      img: ({ alt, title }: ComponentProps<'img'>) => <span className="text-ink-3">[{alt || title || 'picture'}]</span>,
    },
  });
}

interface LinkProps {
  readonly title: string;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

function LinkButton({ title, onOpen, children }: LinkProps) {
  return (
    <button
      type="button"
      title={title}
      className="text-accent underline decoration-1 underline-offset-2"
      onClick={onOpen}
    >
      {children}
    </button>
  );
}

interface FileLinkProps {
  readonly href: string | undefined;
  readonly open: (() => void) | undefined;
  /** Files are looked up here, so one that is not found is not there. */
  readonly dead: boolean;
  readonly children: ReactNode;
}

function FileLink({ href, open, dead, children }: FileLinkProps) {
  if (open && href !== undefined) {
    return (
      <LinkButton title={href} onOpen={open}>
        {children}
      </LinkButton>
    );
  }
  // A link without an address was one that the page must not follow; it is plain text, not a missing file.
  if (!dead || href === undefined || href.startsWith('#')) return <span title={href}>{children}</span>;
  return (
    <span title={`There is no runbook at ${href}`}>
      {children} <span className="text-warn">(no such file)</span>
    </span>
  );
}
