import { Zap } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { Incident } from '#shared/domain/incident.ts';
import { useCommands } from '../../commands/index.ts';
import { Button, Menu, MenuItem } from '../../components/index.ts';
import { attachedKey, useStore } from '../../store/index.ts';
import { type QuickAction, quickActions } from './quick-actions.ts';

const noPins: never[] = [];
const noLibrary: never[] = [];
/** So many stand as buttons where the window is wide; a menu has all of them. */
const MOST_BUTTONS = 3;

/** Steps one press away in the header of an incident: they open with their question, and run nothing by themselves. */
export function QuickActions({ incident }: { readonly incident: Incident }) {
  const actions = useQuickActions(incident);
  const open = useOpenAction(incident.id);
  useCommands(
    useMemo(
      () =>
        actions.map((action) => ({
          id: `runbook.quick.${action.runbookId} ${action.stepId}`,
          title: `Quick action: ${action.label}`,
          group: 'Runbook' as const,
          icon: Zap,
          keywords: ['pinned', ...(action.runbookTitle === undefined ? [] : [action.runbookTitle])],
          run: () => void open(action),
        })),
      [actions, open],
    ),
  );
  const button = useRef<HTMLButtonElement>(null);
  const chosen = useRef(false);
  if (actions.length === 0) return null;
  const choose = async (action: QuickAction) => {
    chosen.current = true;
    if (!(await open(action))) button.current?.focus();
  };
  const buttons = actions.length <= MOST_BUTTONS;
  return (
    <>
      {buttons && (
        <div className="hidden items-center gap-1 @min-[118rem]:flex">
          {actions.map((action) => (
            <Button
              key={`${action.runbookId} ${action.stepId}`}
              icon={Zap}
              className="max-w-44"
              title={describe(action)}
              onClick={() => void open(action)}
            >
              <span className="truncate">{action.label}</span>
            </Button>
          ))}
        </div>
      )}
      <div className={buttons ? 'flex @min-[118rem]:hidden' : 'flex'}>
        <Menu
          align="end"
          // The step that was chosen takes the focus.
          onClosed={() => {
            if (!chosen.current) button.current?.focus();
            chosen.current = false;
          }}
          trigger={
            <Button ref={button} icon={Zap} aria-label="Quick actions" title="Quick actions">
              <span className="figure text-small">{actions.length}</span>
            </Button>
          }
        >
          {actions.map((action) => (
            <MenuItem
              key={`${action.runbookId} ${action.stepId}`}
              icon={Zap}
              hint={describe(action)}
              onSelect={() => void choose(action)}
            >
              {action.label}
            </MenuItem>
          ))}
        </Menu>
      </div>
    </>
  );
}

function describe({ runbookTitle, attached }: QuickAction): string {
  if (runbookTitle === undefined) return 'Its runbook is not in the library';
  return attached ? runbookTitle : `${runbookTitle}, which it attaches`;
}

function useQuickActions({ id, runbooks: attached }: Incident): readonly QuickAction[] {
  const pins = useStore((state) => state.settings?.pinnedSteps ?? noPins);
  const library = useStore((state) => state.library ?? noLibrary);
  const runbooks = useStore((state) => state.runbooks);
  const loadRunbook = useStore((state) => state.loadRunbook);
  // Those behind the one in front have quick actions, too.
  useEffect(() => {
    for (const { runbookId } of attached) {
      if (!runbooks[attachedKey(id, runbookId)]) void loadRunbook(id, runbookId);
    }
  }, [id, attached, runbooks, loadRunbook]);
  return useMemo(() => {
    const read = attached.flatMap(({ runbookId }) => {
      const state = runbooks[attachedKey(id, runbookId)];
      return state?.kind === 'ready' ? [state.runbook] : [];
    });
    return quickActions(pins, attached, read, library);
  }, [id, attached, runbooks, pins, library]);
}

/** Answers whether the step is being shown; why not is said in a notice. */
function useOpenAction(incidentId: string): (action: QuickAction) => Promise<boolean> {
  const openStep = useStore((state) => state.openStep);
  const togglePane = useStore((state) => state.togglePane);
  const folded = useStore((state) => state.layout.collapsed.includes('runbook'));
  const showToast = useStore((state) => state.showToast);
  return useMemo(
    () => async (action) => {
      const { runbookId, stepId, attached } = action;
      if (folded) togglePane('runbook');
      const answer = await openStep({ incidentId, runbookId, stepId }, attached);
      if (!answer.ok) showToast({ tone: 'critical', message: answer.error.message, detail: answer.error.action });
      return answer.ok;
    },
    [incidentId, openStep, togglePane, folded, showToast],
  );
}
