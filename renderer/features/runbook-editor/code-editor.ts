import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  runScopeHandlers,
} from '@codemirror/view';
import type { Runbook } from '#shared/domain/runbook.ts';
import { whileStylesAreAdopted } from '../../components/index.ts';
import { editorLook, highlightLook } from './editor-look.ts';
import { markdownLanguage } from './markdown-language.ts';

export interface CodeEditor {
  /** Puts another text in the place of the present one. */
  show(text: string): void;
  /** Marks the lines that have a problem. */
  mark(problems: Runbook['problems']): void;
  /** Brings the caret to a line, from 1, and the line to the middle. */
  goTo(line: number): void;
  focus(): void;
  destroy(): void;
}

interface Options {
  readonly parent: HTMLElement;
  readonly text: string;
  /** What a screen reader calls it. */
  readonly label: string;
  onChange(text: string): void;
}

/** After Escape the next Tab leaves the text, for so long. */
const TAB_LEAVES_MS = 2000;

/** An editor for Markdown. It writes no style element: the page's policy refuses them. */
export function createCodeEditor({ parent, text, label, onChange }: Options): CodeEditor {
  let shown = text;
  const state = EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      lintGutter(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      highlightSelectionMatches(),
      history(),
      search({ top: true }),
      indentUnit.of('  '),
      EditorView.lineWrapping,
      markdownLanguage,
      syntaxHighlighting(highlightLook),
      editorLook,
      keymap.of([indentWithTab, ...searchKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap]),
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      EditorView.updateListener.of(({ docChanged, state: { doc } }) => {
        if (!docChanged) return;
        shown = doc.toString();
        onChange(shown);
      }),
    ],
  });
  const view = whileStylesAreAdopted(() => new EditorView({ parent, state }));
  const stopKeys = keepEscape(view);

  return {
    show(next) {
      const { doc, selection } = view.state;
      if (next === shown) return;
      const anchor = Math.min(selection.main.head, next.length);
      view.dispatch({ changes: { from: 0, to: doc.length, insert: next }, selection: { anchor } });
    },
    mark(problems) {
      const { doc } = view.state;
      const diagnostics = problems.map(({ line, level, message, action }) => {
        const { from, to } = doc.line(Math.min(line, doc.lines));
        return { from, to, severity: level, message: `${message} ${action}` };
      });
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    goTo(line) {
      const { from } = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
      view.focus();
    },
    focus: () => view.focus(),
    destroy() {
      stopKeys();
      view.destroy();
    },
  };
}

/** Escape in the text closes its search, else lets Tab leave: the dialog around it would take it for closing. */
function keepEscape(view: EditorView): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !(event.target instanceof Node) || !view.dom.contains(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    const scope = view.contentDOM.contains(event.target) ? 'editor' : 'search-panel';
    if (!runScopeHandlers(view, event, scope)) view.setTabFocusMode(TAB_LEAVES_MS);
  };
  // Before the dialog, which listens at the document.
  window.addEventListener('keydown', onKeyDown, { capture: true });
  return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
}
