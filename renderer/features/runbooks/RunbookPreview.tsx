import { memo, useEffect, useMemo, useState } from 'react';
import type { RunbookSummary } from '#shared/contract/index.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import { plural } from '#shared/domain/plural.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { Badge, ErrorNote, Skeleton } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { readingOrder, textAbove } from './blocks.ts';
import { CommandText } from './CommandText.tsx';
import { ReadingBlocks } from './ReadingBlocks.tsx';
import { RunbookProblems } from './RunbookProblems.tsx';
import { type Reading, ReadingContext } from './reading.ts';

interface Props {
  readonly summary: RunbookSummary;
  readonly onRunbook: (runbookId: string) => void;
}

/** So many steps are enough to see what a runbook is like. */
const MOST_SHOWN = 150;
/** So long the selection has to stand still before a file is read, milliseconds. */
const SETTLED = 120;
const noValues = {};

/** A runbook as its file is now, to be looked at: nothing in it runs or is checked off. */
export const RunbookPreview = memo(function RunbookPreview({ summary, onRunbook }: Props) {
  const read = useStore((state) => state.readLibraryRunbook);
  const [answer, setAnswer] = useState<Outcome<Runbook>>();
  const runbookId = summary.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another summary is another state of the file
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => void read(runbookId).then((next) => !gone && setAnswer(next)), SETTLED);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [read, runbookId, summary]);
  const runbook = answer?.ok && answer.value.id === runbookId ? answer.value : undefined;
  const reading = useMemo(
    (): Reading | undefined => runbook && { runbook, values: noValues, onRunbook },
    [runbook, onRunbook],
  );
  return (
    <>
      <Facts summary={summary} />
      {answer && !answer.ok && (
        <div className="p-3.5">
          <ErrorNote message={answer.error.message} action={answer.error.action} />
        </div>
      )}
      {!reading && (answer === undefined || answer.ok) && (
        <div className="flex flex-col gap-3 p-3.5">
          <Skeleton className="h-4" />
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
        </div>
      )}
      {reading && (
        <ReadingContext value={reading}>
          <RunbookProblems problems={reading.runbook.problems} open />
          <WholeText runbook={reading.runbook} />
        </ReadingContext>
      )}
    </>
  );
});

function Facts({ summary }: { readonly summary: RunbookSummary }) {
  const { title, owner, lastReviewed, review, alerts, services, path, origin } = summary;
  const reviewed = lastReviewed === undefined ? 'never reviewed' : `reviewed ${lastReviewed}`;
  const due =
    review.dueOn === undefined ? undefined : `${review.state === 'overdue' ? 'was due' : 'due'} ${review.dueOn}`;
  return (
    <header className="border-b border-line px-3.5 py-2.5">
      <h3 className="text-title font-semibold wrap-anywhere">{title}</h3>
      <p className="text-small text-ink-2">
        {[owner ?? 'no owner', reviewed].join(' · ')}
        {due && <span className={review.state === 'overdue' ? 'text-warn' : undefined}> · {due}</span>}
        {services.length > 0 && ` · ${services.join(', ')}`}
      </p>
      <p className="truncate text-small text-ink-3" title={path}>
        {origin === 'shipped' ? 'shipped with War Room' : path}
      </p>
      {alerts.length > 0 && (
        <p className="mt-1.5 flex flex-wrap gap-1">
          <span className="sr-only">Answers</span>
          {alerts.map((alert) => (
            <Badge key={alert}>{alert}</Badge>
          ))}
        </p>
      )}
    </header>
  );
}

function WholeText({ runbook }: { readonly runbook: Runbook }) {
  const { sections, after } = useMemo(() => readingOrder(runbook), [runbook]);
  return (
    <div className="flex flex-col gap-2 p-3.5">
      {sections.slice(0, MOST_SHOWN).map((section, index) => {
        const { step } = section;
        const blocks = textAbove(section);
        const [first] = blocks;
        // Its title stands above already.
        const again = index === 0 && first?.type === 'heading' && first.text === runbook.title;
        return (
          <div key={step.id} className="flex flex-col gap-2">
            <ReadingBlocks blocks={again ? blocks.slice(1) : blocks} />
            <div className="rounded-md border border-line bg-raised px-3 py-1.5">
              <p className="flex items-baseline gap-3">
                <span className="min-w-0 flex-1 font-medium wrap-anywhere">{step.title}</span>
                <span className={`text-small ${step.risk.level === 'dangerous' ? 'text-crit' : 'text-ink-3'}`}>
                  {step.risk.level}
                </span>
              </p>
              <code className="block font-mono text-small whitespace-pre-wrap text-ink-2 wrap-anywhere">
                <CommandText command={step.command} parameters={step.parameters} values={noValues} />
              </code>
            </div>
          </div>
        );
      })}
      {sections.length > MOST_SHOWN ? (
        <p className="text-small text-ink-2">And {plural(sections.length - MOST_SHOWN, 'step')} more.</p>
      ) : (
        <ReadingBlocks blocks={after} />
      )}
    </div>
  );
}
