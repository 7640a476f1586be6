import { defineLanguageFacet, Language } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import { GFM, type MarkdownConfig, parser } from '@lezer/markdown';

/** The YAML between two lines of three hyphens at the head of a file; Markdown alone takes it for a heading. */
const frontMatter: MarkdownConfig = {
  defineNodes: [{ name: 'FrontMatter', block: true, style: tags.meta }],
  parseBlock: [
    {
      name: 'FrontMatter',
      before: 'HorizontalRule',
      parse(context, line) {
        if (context.lineStart !== 0 || !/^---[ \t]*$/.test(line.text)) return false;
        while (context.nextLine()) {
          if (!/^(?:---|\.\.\.)[ \t]*$/.test(line.text)) continue;
          const end = context.lineStart + line.text.length;
          context.nextLine();
          context.addElement(context.elt('FrontMatter', 0, end));
          return true;
        }
        // Never closed: all of it is being typed, or it is none.
        context.addElement(context.elt('FrontMatter', 0, context.prevLineEnd()));
        return true;
      },
    },
  ],
};

/** What the editor knows of Markdown: enough to colour it. */
export const markdownLanguage = new Language(
  defineLanguageFacet(),
  parser.configure([GFM, frontMatter]),
  [],
  'markdown',
);
