import { useCallback, useEffect, useState } from 'react';
import type { StepProgress } from '#shared/domain/incident.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import { useStore } from '../../store/index.ts';

interface Props {
  readonly expected: string;
  readonly progress: StepProgress | undefined;
}

/** What the runbook says a step prints, and beside it what it printed when it was run last. It compares nothing. */
export function ExpectedOutput({ expected, progress }: Props) {
  const { sessionId, commandId } = progress ?? {};
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(16rem,100%),1fr))] gap-2">
      <Output title="Expected">{expected}</Output>
      {sessionId !== undefined && commandId !== undefined && (
        <RealOutput key={commandId} sessionId={sessionId} commandId={commandId} />
      )}
    </div>
  );
}

type Text = Outcome<{ readonly text: string; readonly truncated: boolean }>;

function RealOutput({ sessionId, commandId }: { readonly sessionId: string; readonly commandId: string }) {
  const readCommandText = useStore((state) => state.readCommandText);
  const [answer, setAnswer] = useState<Text>();
  const read = useCallback(() => readCommandText(sessionId, commandId), [readCommandText, sessionId, commandId]);
  useEffect(() => {
    let gone = false;
    let retry: ReturnType<typeof setTimeout> | undefined;
    void read().then((first) => {
      if (gone) return;
      setAnswer(first);
      // A recording reaches the disk within a second of the command's end.
      if (!first.ok || first.value.text === '') {
        retry = setTimeout(() => void read().then((again) => !gone && setAnswer(again)), 1500);
      }
    });
    return () => {
      gone = true;
      clearTimeout(retry);
    };
  }, [read]);
  if (!answer) return <Output title="Printed">…</Output>;
  if (!answer.ok) return <Note>What it printed was not recorded.</Note>;
  const { text, truncated } = answer.value;
  if (text.trim() === '') return <Note>It printed nothing.</Note>;
  return <Output title={truncated ? 'Printed (first and last lines)' : 'Printed'}>{text}</Output>;
}

function Output({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 text-small text-ink-2">{title}</figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        data-ring="inside"
        className="max-h-40 overflow-auto rounded-md border border-line bg-raised px-2.5 py-1.5 font-mono text-small text-ink"
      >
        {children.replace(/\n+$/, '')}
      </pre>
    </figure>
  );
}

function Note({ children }: { readonly children: string }) {
  return <p className="self-center text-small text-ink-3">{children}</p>;
}
