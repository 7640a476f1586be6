import type { SearchAddon } from '@xterm/addon-search';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { fieldLook, IconButton } from '../../components/index.ts';
import { hexColour } from './theme.ts';

interface Props {
  readonly addon: SearchAddon;
  readonly onClose: () => void;
}

/** Finds text in the scrollback: Enter goes back in time, Shift+Enter forward, Escape returns to the shell. */
export function SearchBar({ addon, onClose }: Props) {
  const [term, setTerm] = useState('');
  const [results, setResults] = useState<{ readonly index: number; readonly count: number }>();

  useEffect(() => {
    const listening = addon.onDidChangeResults(({ resultIndex, resultCount }) =>
      setResults({ index: resultIndex, count: resultCount }),
    );
    return () => {
      listening.dispose();
      addon.clearDecorations();
    };
  }, [addon]);

  const find = (text: string, direction: 'back' | 'forward', incremental = false) => {
    const options = { decorations: marks(document.body), incremental };
    if (direction === 'back') addon.findPrevious(text, options);
    else addon.findNext(text, options);
  };

  return (
    <search className="flex h-10 shrink-0 items-center gap-1 border-b border-line bg-pane px-2">
      <input
        aria-label="Find in the scrollback"
        placeholder="Find"
        // biome-ignore lint/a11y/noAutofocus: it was opened to type into
        autoFocus
        value={term}
        spellCheck={false}
        className={`${fieldLook} h-7 max-w-72 flex-1 font-mono`}
        onChange={(event) => {
          setTerm(event.target.value);
          find(event.target.value, 'back', true);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') find(term, event.shiftKey ? 'forward' : 'back');
          else if (event.key === 'Escape') onClose();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span role="status" className="figure min-w-16 px-1 text-small text-ink-2">
        {term !== '' && results && (results.count === 0 ? 'not found' : `${results.index + 1} of ${results.count}`)}
      </span>
      <IconButton icon={ChevronUp} label="Previous" shortcut="Enter" onClick={() => find(term, 'back')} />
      <IconButton icon={ChevronDown} label="Next" shortcut="Shift+Enter" onClick={() => find(term, 'forward')} />
      <IconButton icon={X} label="Close" shortcut="Escape" onClick={onClose} className="ml-auto" />
    </search>
  );
}

/** Colours of the marks, as the addon takes them: hexadecimal. */
function marks(host: HTMLElement) {
  return {
    matchBackground: hexColour(host, '--warn-bg'),
    matchBorder: hexColour(host, '--warn'),
    matchOverviewRuler: hexColour(host, '--warn'),
    activeMatchBackground: hexColour(host, '--warn-bg'),
    activeMatchBorder: hexColour(host, '--accent'),
    activeMatchColorOverviewRuler: hexColour(host, '--accent'),
  };
}
