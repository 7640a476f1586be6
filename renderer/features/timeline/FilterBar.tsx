import { ChevronDown, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { EntryCategory } from '#shared/domain/timeline.ts';
import { fieldLook, IconButton, Menu, MenuChoice, MenuLabel, MenuSeparator } from '../../components/index.ts';
import type { TimelineFilter } from './filter-entries.ts';

const categories: readonly { readonly value: TimelineFilter['category']; readonly label: string }[] = [
  { value: 'all', label: 'All entries' },
  { value: 'pinned', label: 'Pinned' },
  { value: 'note', label: 'Notes' },
  { value: 'command', label: 'Commands' },
  { value: 'alert', label: 'Alerts' },
  { value: 'graph', label: 'Graphs' },
  { value: 'status', label: 'Status changes' },
  { value: 'incident', label: 'Incident' },
  { value: 'runbook', label: 'Runbooks' },
  { value: 'session', label: 'Terminals' },
  { value: 'document', label: 'Documents' },
] satisfies readonly { readonly value: EntryCategory | 'all' | 'pinned'; readonly label: string }[];

interface MenuProps {
  readonly filter: TimelineFilter;
  readonly people: readonly string[];
  readonly onChange: (filter: TimelineFilter) => void;
}

const everybody = '';

/** Which kinds, and whose. */
export function FilterMenu({ filter, people, onChange }: MenuProps) {
  const kind = categories.find(({ value }) => value === filter.category)?.label ?? 'All entries';
  const label = [filter.category === 'all' && filter.person ? undefined : kind, filter.person]
    .filter(Boolean)
    .join(', ');
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`Filter: ${label}`}
          className="flex h-7 max-w-40 items-center gap-1 rounded-md px-2 text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover"
        >
          <span className="truncate">{filter.category === 'all' && !filter.person ? 'All' : label}</span>
          <ChevronDown aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        </button>
      }
    >
      <MenuChoice
        value={filter.category}
        onChange={(category) => onChange({ ...filter, category })}
        options={categories}
      />
      {people.length > 0 && (
        <>
          <MenuSeparator />
          <MenuLabel>By</MenuLabel>
          <MenuChoice
            value={filter.person ?? everybody}
            onChange={(person) => onChange({ ...filter, person: person === everybody ? undefined : person })}
            options={[
              { value: everybody, label: 'Everybody' },
              ...people.map((person) => ({ value: person, label: person })),
            ]}
          />
        </>
      )}
    </Menu>
  );
}

interface SearchProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onClose: () => void;
}

/** Words to look for, in all of a row and its evidence. */
export function SearchBar({ text, onChange, onClose }: SearchProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="flex shrink-0 items-center gap-1 border-b border-line py-1.5 pr-2 pl-3.5">
      <input
        ref={field}
        type="text"
        aria-label="Search the timeline"
        placeholder="Search the timeline"
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
        className={`${fieldLook} h-7`}
      />
      <IconButton icon={X} label="Close the search" shortcut="Esc" onClick={onClose} />
    </div>
  );
}
