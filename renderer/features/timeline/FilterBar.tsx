import { ChevronDown, Pin, X } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import type { EntryFilter } from '#shared/contract/index.ts';
import {
  fieldLook,
  IconButton,
  Kbd,
  Menu,
  MenuCheck,
  MenuItem,
  MenuLabel,
  MenuSeparator,
} from '../../components/index.ts';
import { isFiltering } from '../../store/index.ts';
import { categoryIcons } from './EntryIcon.tsx';
import { categoryNames, categoryOrder, filterWords, tidyFilter, toggled } from './filter-words.ts';

interface MenuProps {
  readonly filter: EntryFilter;
  readonly people: readonly string[];
  readonly onChange: (filter: EntryFilter) => void;
}

/** Which kinds, whose, and whether only what was pinned. */
export function FilterMenu({ filter, people, onChange }: MenuProps) {
  const words = filterWords(filter);
  const change = (part: EntryFilter) => onChange(tidyFilter({ ...filter, ...part }));
  // Somebody the filter names stays choosable, though nothing of theirs is left.
  const everybody = [...new Set([...people, ...(filter.people ?? [])])].sort();
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`Filter: ${words}`}
          className="flex h-7 max-w-44 items-center gap-1 rounded-md px-2 text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover"
        >
          <span className="truncate">{words}</span>
          <ChevronDown aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        </button>
      }
    >
      <MenuItem
        disabled={!isFiltering({ ...filter, text: '' })}
        onSelect={() => onChange(tidyFilter({ ...(filter.text !== undefined && { text: filter.text }) }))}
      >
        All entries
      </MenuItem>
      <MenuCheck
        icon={Pin}
        checked={filter.pinned === true}
        onChange={(pinned) => onChange(tidyFilter({ ...withoutPinned(filter), ...(pinned && { pinned }) }))}
      >
        Only pinned
      </MenuCheck>
      {everybody.length > 0 && (
        <>
          <MenuSeparator />
          <MenuLabel>By</MenuLabel>
          {everybody.map((person) => (
            <MenuCheck
              key={person}
              checked={filter.people?.includes(person) ?? false}
              onChange={() => change({ people: toggled(filter.people, person) })}
            >
              {person}
            </MenuCheck>
          ))}
        </>
      )}
      <MenuSeparator />
      <MenuLabel>Kinds</MenuLabel>
      {categoryOrder.map((category) => (
        <MenuCheck
          key={category}
          icon={categoryIcons[category]}
          checked={filter.categories?.includes(category) ?? false}
          onChange={() => change({ categories: toggled(filter.categories, category, categoryOrder) })}
        >
          {categoryNames[category]}
        </MenuCheck>
      ))}
    </Menu>
  );
}

function withoutPinned({ pinned: _, ...rest }: EntryFilter): EntryFilter {
  return rest;
}

interface FieldProps {
  readonly text: string;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onChange: (text: string) => void;
  readonly onClose: () => void;
}

/** Long enough not to ask for every letter, short enough not to be felt. */
const PAUSE_MS = 150;

/** Words to look for, in all of an entry and its evidence. */
export function FilterField({ text, field, onChange, onClose }: FieldProps) {
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onChange(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, text, onChange]);
  return (
    <div className="flex shrink-0 items-center gap-1 border-b border-line py-1.5 pr-2 pl-3.5">
      <div className="relative min-w-0 flex-1">
        <input
          ref={field}
          type="text"
          aria-label="Filter the timeline"
          placeholder="Words in entries, commands and their output"
          maxLength={1000}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose();
          }}
          className={`${fieldLook} h-7 pr-9`}
        />
        {typed === '' && (
          <span className="absolute top-1.5 right-2">
            <Kbd>/</Kbd>
          </span>
        )}
      </div>
      <IconButton icon={X} label="Close the filter" shortcut="Esc" onClick={onClose} />
    </div>
  );
}
