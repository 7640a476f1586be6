import { Command as Cmdk } from 'cmdk';
import { SearchCheck } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useMemo, useState } from 'react';
import { type Command, useCommandList } from '../commands/index.ts';
import { Kbd } from '../components/index.ts';
import { useStore } from '../store/index.ts';
import { findCommands } from './rank-command.ts';

interface Props {
  readonly onClose: () => void;
}

const row =
  'flex min-h-8 items-center gap-2.5 rounded-sm px-2.5 data-[selected=true]:bg-hover data-[selected=true]:text-ink text-ink-2';

/** Everything that a button does, by name. */
export function CommandPalette({ onClose }: Props) {
  const commands = useCommandList();
  const showOverlay = useStore((state) => state.showOverlay);
  const [typed, setTyped] = useState('');
  // The palette does not offer itself.
  const offered = useMemo(() => commands.filter(({ id }) => id !== 'app.palette'), [commands]);
  const groups = useMemo(() => groupCommands(offered), [offered]);
  // Once something is typed the best comes first, whichever group it is of.
  const found = useMemo(() => (typed.trim() === '' ? undefined : findCommands(offered, typed)), [offered, typed]);
  const run = (command: Command) => {
    onClose();
    // After the palette has given the focus back, so that the command can take it.
    setTimeout(() => command.run());
  };
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <div aria-hidden className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="appear fixed top-[14vh] left-1/2 z-40 w-140 max-w-[calc(100vw-2rem)] -translate-x-1/2 overflow-hidden rounded-md border border-line-strong bg-overlay shadow-pop outline-none"
        >
          <Radix.Title className="sr-only">Commands</Radix.Title>
          <Cmdk label="Commands" loop shouldFilter={false} className="flex max-h-[60vh] flex-col">
            <Cmdk.Input
              onValueChange={setTyped}
              placeholder="Type what you want to do"
              className="h-12 shrink-0 border-b border-line bg-transparent px-4 text-title outline-none"
            />
            <Cmdk.List className="min-h-0 flex-1 scroll-py-2 overflow-y-auto p-1.5">
              {found?.length === 0 && <p className="px-2.5 py-6 text-center text-ink-2">No command is called that.</p>}
              {found?.map((command) => (
                <Item key={command.id} command={command} withGroup onRun={() => run(command)} />
              ))}
              {!found &&
                groups.map(([group, members]) => (
                  <Cmdk.Group
                    key={group}
                    heading={group}
                    className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:text-ink-3"
                  >
                    {members.map((command) => (
                      <Item key={command.id} command={command} onRun={() => run(command)} />
                    ))}
                  </Cmdk.Group>
                ))}
              {typed.trim() !== '' && (
                <Cmdk.Item
                  value="search everywhere"
                  onSelect={() => showOverlay({ kind: 'search', text: typed.trim() })}
                  className={row}
                >
                  <SearchCheck aria-hidden className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} />
                  <span className="min-w-0 flex-1 truncate">
                    Search all incidents for <b className="font-medium text-ink">{typed.trim()}</b>
                  </span>
                </Cmdk.Item>
              )}
            </Cmdk.List>
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const order: readonly Command['group'][] = [
  'Incident',
  'Timeline',
  'Runbook',
  'Terminals',
  'Metrics',
  'Go to',
  'Panes',
  'Application',
];

/** What concerns the incident comes first. */
function groupCommands(commands: readonly Command[]) {
  const byGroup = Object.groupBy(commands, ({ group }) => group);
  return order.flatMap((group) => (byGroup[group] ? [[group, byGroup[group]] as const] : []));
}

interface ItemProps {
  readonly command: Command;
  /** It stands under no heading of its group. */
  readonly withGroup?: boolean;
  readonly onRun: () => void;
}

function Item({ command, withGroup = false, onRun }: ItemProps) {
  const { icon: Icon } = command;
  return (
    <Cmdk.Item value={command.id} onSelect={onRun} className={row}>
      <span className="w-4 shrink-0">
        {Icon && <Icon aria-hidden className="size-4 text-ink-3" strokeWidth={1.75} />}
      </span>
      <span className="min-w-0 flex-1 truncate text-ink">{command.title}</span>
      {withGroup && <span className="text-small text-ink-3">{command.group}</span>}
      {command.keys && <Kbd>{command.keys}</Kbd>}
    </Cmdk.Item>
  );
}
