import { type RefObject, useEffect, useRef } from 'react';
import type { Runbook } from '#shared/domain/runbook.ts';
import { useStore, useStoreApi } from '../../store/index.ts';
import { type CodeEditor, createCodeEditor } from './code-editor.ts';

interface Props {
  readonly problems: Runbook['problems'];
  /** What others do with it, once it is there. */
  readonly handle: RefObject<CodeEditor | null>;
}

/** The text of the runbook that is edited, with the problems in place. */
export function TextEditor({ problems, handle }: Props) {
  const store = useStoreApi();
  const text = useStore((state) => state.runbookEditor?.text ?? '');
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const { runbookEditor, writeRunbookText } = store.getState();
    const editor = createCodeEditor({
      parent,
      text: runbookEditor?.text ?? '',
      label: 'Text of the runbook',
      onChange: writeRunbookText,
    });
    handle.current = editor;
    editor.focus();
    return () => {
      handle.current = null;
      editor.destroy();
    };
  }, [store, handle]);
  useEffect(() => handle.current?.show(text), [handle, text]);
  useEffect(() => handle.current?.mark(problems), [handle, problems]);

  return <div ref={place} className="h-full min-h-0 overflow-hidden" />;
}
