import { ChevronDown, FilePenLine, NotebookText, SlidersHorizontal } from 'lucide-react';
import type { RunbookSummary } from '#shared/contract/index.ts';
import type { AttachedRunbook } from '#shared/domain/incident.ts';
import { Button, Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';

interface Props {
  readonly incidentId: string;
  readonly active: AttachedRunbook;
  readonly all: readonly AttachedRunbook[];
  /** Undefined: it is no longer in the library. */
  readonly summary: RunbookSummary | undefined;
  /** Undefined: it has none. */
  readonly onValues: (() => void) | undefined;
}

/** Which of the attached runbooks is in front, and what can be done with it. */
export function RunbookMenu({ incidentId, active, all, summary, onValues }: Props) {
  const showRunbook = useStore((state) => state.showRunbook);
  const showOverlay = useStore((state) => state.showOverlay);
  const openRunbookEditor = useStore((state) => state.openRunbookEditor);
  return (
    <Menu
      trigger={
        <Button look="quiet" className="max-w-full px-2" aria-label={`Runbook: ${active.title}`} title={active.title}>
          <span className="truncate font-semibold text-ink">{active.title}</span>
          {all.length > 1 && (
            <span className="-ml-0.5 shrink-0 text-small text-ink-3">
              {all.indexOf(active) + 1} of {all.length}
            </span>
          )}
          <ChevronDown aria-hidden className="-ml-1 size-3.5 shrink-0" />
        </Button>
      }
    >
      <MenuChoice
        value={active.runbookId}
        onChange={(runbookId) => showRunbook(incidentId, runbookId)}
        options={all.map(({ runbookId, title }) => ({ value: runbookId, label: title }))}
      />
      <MenuLabel>{describeSummary(summary)}</MenuLabel>
      <MenuSeparator />
      {onValues && (
        <MenuItem icon={SlidersHorizontal} hint="What its steps are filled with" onSelect={onValues}>
          Values …
        </MenuItem>
      )}
      <MenuItem
        icon={FilePenLine}
        onSelect={() => void openRunbookEditor({ runbookId: active.runbookId, title: active.title })}
      >
        Edit this runbook …
      </MenuItem>
      <MenuItem icon={NotebookText} shortcut="Mod+Shift+L" onSelect={() => showOverlay({ kind: 'library' })}>
        Attach another…
      </MenuItem>
    </Menu>
  );
}

/** Who keeps it, and how far one can rely on it. */
function describeSummary(summary: RunbookSummary | undefined): string {
  if (!summary) return 'Its file is gone; the text that was attached is kept.';
  const { owner, lastReviewed, review } = summary;
  const reviewed = lastReviewed === undefined ? 'never reviewed' : `reviewed ${lastReviewed}`;
  const due = review.dueOn !== undefined && review.state !== 'current' ? `${review.state} ${review.dueOn}` : undefined;
  return [owner ?? 'no owner', reviewed, due].filter(Boolean).join(' · ');
}
