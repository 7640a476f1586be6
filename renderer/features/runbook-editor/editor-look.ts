import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The editor in the program's colours, by their names, so that a change of theme needs nothing of it. */
export const editorLook = EditorView.theme({
  '&': { height: '100%', fontSize: 'var(--size-body)', color: 'var(--text)', backgroundColor: 'var(--pane)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { padding: '0.5rem 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 0.75rem' },
  '.cm-gutters': {
    backgroundColor: 'var(--pane)',
    color: 'var(--text-3)',
    border: 'none',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--hover) 55%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--hover)', color: 'var(--text)' },
  '& ::selection': { backgroundColor: 'var(--term-selection)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--accent-bg)' },
  '.cm-specialChar': { color: 'var(--crit)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-bg)', outline: '1px solid var(--warn)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--term-selection)' },
  '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--text)', fontFamily: 'var(--sans)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-textfield, .cm-panel.cm-search input': {
    backgroundColor: 'var(--pane)',
    color: 'var(--text)',
    border: '1px solid var(--edge)',
    borderRadius: 'var(--radius-small)',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--raised)',
    color: 'var(--text)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-small)',
  },
  '.cm-panel.cm-search': { padding: '0.375rem 2rem 0.375rem 0.5rem' },
  '.cm-panel.cm-search :is(input, button, label)': { fontSize: 'var(--size-small)' },
  '.cm-panel.cm-search :is(button, input:not([type=checkbox]))': { minHeight: '1.75rem' },
  '.cm-panel.cm-search label': { whiteSpace: 'nowrap' },
  '.cm-panel.cm-search [name=close]': { color: 'var(--text-2)', width: '1.75rem', right: '0.25rem', top: '0.375rem' },
  '.cm-tooltip': {
    backgroundColor: 'var(--overlay)',
    color: 'var(--text)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    fontFamily: 'var(--sans)',
  },
  '.cm-diagnostic': { padding: '0.375rem 0.625rem' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--crit)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--warn)' },
  '.cm-lintRange-error, .cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy' },
  '.cm-lintRange-error': { textDecorationColor: 'var(--crit)' },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--warn)' },
});

export const highlightLook = HighlightStyle.define([
  { tag: tags.heading, color: 'var(--text)', fontWeight: '700' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.monospace, color: 'var(--accent)' },
  { tag: [tags.link, tags.url], color: 'var(--info)' },
  { tag: tags.labelName, color: 'var(--ok)' },
  { tag: [tags.processingInstruction, tags.contentSeparator], color: 'var(--text-3)' },
  { tag: [tags.quote, tags.meta], color: 'var(--text-2)' },
]);
