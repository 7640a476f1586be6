import clsx from 'clsx';
import { BellRing, ChevronDown, CornerDownLeft, Plus, Settings2, SquareTerminal } from 'lucide-react';
import type { Session } from '#shared/contract/index.ts';
import type { TerminalProfile } from '#shared/domain/terminal-profile.ts';
import { IconButton, Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '../../components/index.ts';
import type { Unseen } from '../../store/index.ts';
import { Prod } from './Prod.tsx';
import { profileColours } from './profile-colour.ts';
import { StateSign } from './StateSign.tsx';
import { tabState } from './tab-list.ts';

export interface RunbookChoice {
  readonly runbookId: string;
  readonly title: string;
}

/** What a new tab can be. */
export type NewTab = { readonly runbook?: RunbookChoice; readonly profile?: TerminalProfile };

export interface NewTabProps {
  readonly profiles: readonly TerminalProfile[];
  /** The runbooks of the incident, from which a tab can be opened. */
  readonly runbooks: readonly RunbookChoice[];
  /** Tabs that belong to no incident, and can be brought here. */
  readonly deskTabs: readonly Session[];
  readonly onOpen: (what: NewTab) => void;
  readonly onBringHere: (sessionId: string) => void;
  readonly onEditProfiles: () => void;
}

/** Opens the person's shell, or one of the profiles, or a tab for a runbook. */
export function NewTabMenu({ profiles, runbooks, deskTabs, onOpen, onBringHere, onEditProfiles }: NewTabProps) {
  return (
    <Menu trigger={<IconButton icon={Plus} label="New terminal" />}>
      <MenuItem icon={SquareTerminal} shortcut="Mod+Shift+T" onSelect={() => onOpen({})}>
        Your shell
      </MenuItem>
      {profiles.length > 0 && <MenuLabel>Profiles</MenuLabel>}
      {profiles.map((profile) => (
        <MenuItem
          key={profile.id}
          {...(profile.command && { hint: <span className="font-mono">{profile.command.join(' ')}</span> })}
          onSelect={() => onOpen({ profile })}
        >
          <ProfileName profile={profile} />
        </MenuItem>
      ))}
      {runbooks.length > 0 && <MenuLabel>From a runbook</MenuLabel>}
      {runbooks.map((runbook) => (
        <MenuItem key={runbook.runbookId} onSelect={() => onOpen({ runbook })}>
          {runbook.title}
        </MenuItem>
      ))}
      {deskTabs.length > 0 && <MenuLabel>Bring here from the desk</MenuLabel>}
      {deskTabs.map((session) => (
        <MenuItem key={session.sessionId} icon={CornerDownLeft} onSelect={() => onBringHere(session.sessionId)}>
          {session.title}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={Settings2} onSelect={onEditProfiles}>
        {profiles.length === 0 ? 'Add profiles…' : 'Edit profiles…'}
      </MenuItem>
    </Menu>
  );
}

/** A profile with its colour, and the word where it is production. */
function ProfileName({ profile }: { readonly profile: TerminalProfile }) {
  const { name, colour, production } = profile;
  return (
    <span className={clsx('flex items-center gap-2', colour && profileColours[colour])}>
      <span
        aria-hidden
        className={clsx(
          'h-4 w-1 shrink-0 rounded-full',
          production ? 'bg-crit-solid' : colour ? 'bg-(--profile)' : 'bg-line-strong',
        )}
      />
      <span className="min-w-0 flex-1 wrap-anywhere">{name}</span>
      {production && <Prod />}
    </span>
  );
}

interface AllTabsProps {
  readonly tabs: readonly Session[];
  readonly activeId: string | undefined;
  readonly unseen: Readonly<Record<string, Unseen>>;
  readonly onShow: (sessionId: string) => void;
}

/** All tabs below each other, for where the strip does not hold them; it says when one of them calls. */
export function AllTabsMenu({ tabs, activeId, unseen, onShow }: AllTabsProps) {
  const calls = ({ sessionId }: Session) => unseen[sessionId]?.bell === true || unseen[sessionId]?.finished === true;
  const calling = tabs.filter(calls).length;
  return (
    <span className="relative shrink-0">
      <Menu
        trigger={
          <IconButton
            icon={ChevronDown}
            label={`All ${tabs.length} terminals${calling > 0 ? `, ${calling} with a bell` : ''}`}
          />
        }
      >
        <MenuChoice
          value={activeId ?? ''}
          onChange={onShow}
          options={tabs.map((session, index) => ({
            value: session.sessionId,
            label: (
              <span className="flex items-center gap-2">
                <span className="figure w-5 shrink-0 text-right text-ink-3">{index + 1}</span>
                <StateSign tone={tabState(session).tone} />
                <span className="min-w-0 flex-1 truncate">{session.title}</span>
                {session.production && <Prod />}
                {calls(session) && (
                  <BellRing aria-label="bell" className="size-3.5 shrink-0 text-warn" strokeWidth={2} />
                )}
              </span>
            ),
            hint: `${tabState(session).word}, in ${session.cwd}`,
          }))}
        />
      </Menu>
      {calling > 0 && (
        <span aria-hidden className="pointer-events-none absolute top-0.5 right-0.5 size-2 rounded-full bg-warn" />
      )}
    </span>
  );
}
