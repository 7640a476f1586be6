import { Tabs } from 'radix-ui';
import { useState } from 'react';
import type { Problem } from '#shared/domain/outcome.ts';
import { Button, Dialog } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { GeneralForm } from './GeneralForm.tsx';
import { RunbookSettings } from './RunbookSettings.tsx';
import { TeamForm } from './TeamForm.tsx';
import { TerminalForm } from './TerminalForm.tsx';
import { useTeamForm } from './use-team-form.ts';
import { useTerminalForm } from './use-terminal-form.ts';

export type SettingsTab = 'general' | 'terminals' | 'runbooks' | 'team';

const tabs: readonly { readonly id: SettingsTab; readonly title: string; readonly description: string }[] = [
  { id: 'general', title: 'General', description: 'Every choice holds at once.' },
  {
    id: 'terminals',
    title: 'Terminals',
    description: 'Ways to open a terminal, and how terminals behave. It holds once it is saved.',
  },
  {
    id: 'runbooks',
    title: 'Runbooks',
    description: 'Where runbooks come from, and what of them stands in the header. Every choice holds at once.',
  },
  {
    id: 'team',
    title: 'Team',
    description: 'Whom to call, where to meet, and who is told. It holds once it is saved.',
  },
];

interface Props {
  /** Where to begin. */
  readonly tab?: SettingsTab | undefined;
  readonly onClose: () => void;
}

/** What a person chooses once, and what a team agrees on. */
export function SettingsDialog({ tab = 'general', onClose }: Props) {
  const settings = useStore((state) => state.settings);
  const [shown, setShown] = useState<SettingsTab>(tab);
  const team = useTeamForm(settings?.team);
  const terminals = useTerminalForm(settings);
  const saving =
    shown === 'team'
      ? { ...team, faultCount: team.faults.length, holds: 'Saved. It holds for every incident.' }
      : shown === 'terminals'
        ? { ...terminals, holds: 'Saved. It holds for every terminal; profiles for those opened from now on.' }
        : undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Settings"
      description={tabs.find(({ id }) => id === shown)?.description}
      footer={
        saving ? (
          <>
            <SavingResult {...saving} />
            <Button look="quiet" size="medium" onClick={onClose}>
              Close
            </Button>
            <Button look="primary" size="medium" busy={saving.busy} disabled={!saving.changed} onClick={saving.save}>
              Save
            </Button>
          </>
        ) : (
          <Button size="medium" onClick={onClose}>
            Done
          </Button>
        )
      }
    >
      <Tabs.Root value={shown} onValueChange={(next) => setShown(next as SettingsTab)}>
        <Tabs.List
          aria-label="Settings"
          className="sticky top-0 z-10 -mx-5 mb-4 flex border-b border-line bg-overlay px-3"
        >
          {tabs.map(({ id, title }) => (
            <Tabs.Trigger
              key={id}
              value={id}
              data-ring="inside"
              className="-mb-px h-9 border-b-2 border-transparent px-2 font-medium text-ink-2 transition-colors hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
            >
              {title}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="general" tabIndex={-1}>
          {settings && <GeneralForm settings={settings} />}
        </Tabs.Content>
        <Tabs.Content value="terminals" tabIndex={-1}>
          {settings && <TerminalForm {...terminals} />}
        </Tabs.Content>
        <Tabs.Content value="runbooks" tabIndex={-1}>
          {settings && <RunbookSettings settings={settings} />}
        </Tabs.Content>
        <Tabs.Content value="team" tabIndex={-1}>
          {settings && <TeamForm {...team} />}
        </Tabs.Content>
      </Tabs.Root>
    </Dialog>
  );
}

interface ResultProps {
  readonly faultCount: number;
  readonly problem: Problem | undefined;
  readonly saved: boolean;
  readonly changed: boolean;
  readonly holds: string;
}

/** What became of saving, at the left of its button. */
function SavingResult({ faultCount, problem, saved, changed, holds }: ResultProps) {
  const words = problem
    ? `${problem.message} ${problem.action}`
    : faultCount > 0
      ? `Not saved: ${faultCount === 1 ? 'one field is' : `${faultCount} fields are`} marked above.`
      : changed
        ? 'Not saved yet.'
        : saved
          ? holds
          : '';
  const bad = problem !== undefined || faultCount > 0;
  return (
    <p role="status" className={`min-w-0 flex-1 text-small ${bad ? 'text-crit' : changed ? 'text-ink-2' : 'text-ok'}`}>
      {words}
    </p>
  );
}
