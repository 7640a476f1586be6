import { Copy, Ellipsis, Pin, PinOff, Play, SkipForward, SlidersHorizontal, Text, TextCursorInput } from 'lucide-react';
import { Button, copyText, IconButton, Menu, MenuItem } from '../../components/index.ts';
import type { Undecided } from './branches.ts';
import type { StepPlan } from './plan-step.ts';
import type { StepView } from './steps.ts';
import { usePin } from './use-pins.ts';

interface Props {
  readonly view: StepView;
  readonly runbookId: string;
  /** The command with the values that may stand on a clipboard. */
  readonly commandToCopy: string;
  readonly plan: StepPlan;
  readonly busy: boolean;
  readonly undecided: Undecided;
  /** It has values, and they are given. */
  readonly editable: boolean;
  readonly onStart: (submit: boolean) => void;
  readonly onSkip: () => void;
  readonly onValues: () => void;
  readonly onDecide: (applies: boolean) => void;
  readonly onUntreat: (() => void) | undefined;
}

/** What can be done with the selected step; under a condition first whether that holds. */
export function StepActions(props: Props) {
  const { view, plan, busy, undecided, onStart, onSkip, onDecide } = props;
  const { state } = view;
  const again = state === 'done' || state === 'failed' ? ' again' : '';
  const running = state === 'running';
  return (
    <span className="flex flex-wrap items-center justify-end gap-1">
      {undecided ? (
        <>
          <Button look="primary" shortcut="Enter" onClick={() => onDecide(true)}>
            {undecided === 'declined' ? 'Applies after all' : 'Applies'}
          </Button>
          {undecided === 'open' && (
            <Button title="Skips all steps under this condition" onClick={() => onDecide(false)}>
              Does not apply
            </Button>
          )}
        </>
      ) : (
        <>
          {plan.submit && (
            <Button
              look="quiet"
              icon={TextCursorInput}
              disabled={running}
              title="Puts it at the prompt"
              onClick={() => onStart(false)}
            >
              Insert
            </Button>
          )}
          <Button
            look="primary"
            icon={plan.submit ? Play : TextCursorInput}
            shortcut="Enter"
            busy={busy}
            disabled={running}
            title={plan.submit ? 'Runs it in the tab' : 'Puts it at the prompt; you press Enter there'}
            onClick={() => onStart(plan.submit)}
          >
            {plan.submit ? 'Run' : 'Insert'}
            {again}
          </Button>
          {state === 'to do' && (
            <Button look="quiet" onClick={onSkip}>
              Skip
            </Button>
          )}
        </>
      )}
      <StepMenu {...props} />
    </span>
  );
}

function StepMenu({ view, runbookId, commandToCopy, undecided, editable, onSkip, onValues, onUntreat }: Props) {
  const { step, state } = view;
  const { pinned, toggle } = usePin(runbookId, step);
  return (
    <Menu align="end" trigger={<IconButton icon={Ellipsis} label={`More for "${step.title}"`} />}>
      {editable && (
        <MenuItem icon={SlidersHorizontal} onSelect={onValues}>
          Other values …
        </MenuItem>
      )}
      <MenuItem icon={Copy} onSelect={() => void copyText(commandToCopy)}>
        Copy the command
      </MenuItem>
      {undecided && state === 'to do' && (
        <MenuItem icon={SkipForward} onSelect={onSkip}>
          Skip this step only …
        </MenuItem>
      )}
      {onUntreat && (
        <MenuItem icon={Text} onSelect={onUntreat}>
          No command: show it as text
        </MenuItem>
      )}
      <MenuItem
        icon={pinned ? PinOff : Pin}
        hint={pinned ? undefined : 'A quick action of every incident; it runs nothing by itself'}
        onSelect={toggle}
      >
        {pinned ? 'Unpin from the header' : 'Pin to the header'}
      </MenuItem>
    </Menu>
  );
}
