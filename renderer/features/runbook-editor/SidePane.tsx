import { Tabs } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { Markdown } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { Preview } from './Preview.tsx';

type Side = 'preview' | 'learned' | 'changed';

/** Beside the text: what it is as a runbook, what is to be written in, and what the file has become. */
export function SidePane({ onGoTo }: { readonly onGoTo: (line: number) => void }) {
  const learned = useStore((state) => state.runbookEditor?.learned);
  const newer = useStore((state) => state.runbookEditor?.newer?.text);
  const offerLink = useStore((state) => state.offerLink);
  const [chosen, setChosen] = useState<Side>(learned === undefined ? 'preview' : 'learned');
  const shown = chosen === 'changed' && newer === undefined ? 'preview' : chosen;
  return (
    <Tabs.Root value={shown} onValueChange={(side) => setChosen(side as Side)} className="flex min-h-0 flex-col">
      <Tabs.List aria-label="Beside the text" className="flex shrink-0 border-b border-line">
        <Tab side="preview">Preview</Tab>
        {learned !== undefined && <Tab side="learned">What was learned</Tab>}
        {newer !== undefined && <Tab side="changed">Changed file</Tab>}
      </Tabs.List>
      <Tabs.Content value="preview" tabIndex={-1} className="min-h-0 flex-1">
        <Preview onGoTo={onGoTo} />
      </Tabs.Content>
      {learned !== undefined && (
        <Scrolled side="learned" label="What was learned">
          <div className="reading py-3 [&_h3]:mt-4 [&_h3]:mb-1 [&_h3]:font-semibold [&_h3]:text-ink [&_h3]:first:mt-0">
            <Markdown onLink={offerLink}>{learned}</Markdown>
          </div>
        </Scrolled>
      )}
      {newer !== undefined && (
        <Scrolled side="changed" label="The file as it is now">
          <pre className="py-3 font-mono text-small whitespace-pre-wrap wrap-anywhere">{newer}</pre>
        </Scrolled>
      )}
    </Tabs.Root>
  );
}

function Tab({ side, children }: { readonly side: Side; readonly children: ReactNode }) {
  return (
    <Tabs.Trigger
      value={side}
      data-ring="inside"
      className="-mb-px h-8 border-b-2 border-transparent px-2 font-medium text-ink-2 transition-colors hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
    >
      {children}
    </Tabs.Trigger>
  );
}

interface ScrolledProps {
  readonly side: Side;
  readonly label: string;
  readonly children: ReactNode;
}

function Scrolled({ side, label, children }: ScrolledProps) {
  return (
    <Tabs.Content value={side} tabIndex={-1} className="min-h-0 flex-1">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <section tabIndex={0} aria-label={label} className="h-full overflow-y-auto pr-2">
        {children}
      </section>
    </Tabs.Content>
  );
}
