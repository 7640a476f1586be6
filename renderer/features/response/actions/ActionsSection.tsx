import { useCallback, useRef, useState } from 'react';
import { PanelGroup, useNow } from '../../../components/index.ts';
import { useZonedTime } from '../../../store/index.ts';
import type { ResponseProps } from '../section-props.ts';
import { ActionRow } from './ActionRow.tsx';
import { AddAction } from './AddAction.tsx';
import { countWords, inOrder } from './action-words.ts';

/** What is to be done so that it does not happen again: who, until when, and how urgent. */
export function ActionsSection({ incident }: Pick<ResponseProps, 'incident'>) {
  const { actionItems } = incident;
  const time = useZonedTime();
  const today = time.day(useNow());
  /** The items that were there when the last one was added here: another one is that, and opens for its details. */
  const [before, setBefore] = useState<ReadonlySet<string>>();
  const added = before && actionItems.find(({ itemId }) => !before.has(itemId))?.itemId;
  const field = useRef<HTMLInputElement>(null);
  const focusField = useCallback(() => field.current?.focus(), []);
  return (
    <PanelGroup
      title="Action items"
      status={<span className="pr-2 text-small text-ink-2">{countWords(actionItems, today)}</span>}
    >
      <AddAction
        fieldRef={field}
        onAdd={() => setBefore(new Set(actionItems.map(({ itemId }) => itemId)))}
        onRefused={() => setBefore(undefined)}
      />
      <ul aria-label="Action items">
        {inOrder(actionItems).map((item) => (
          <li key={item.itemId} className="border-t border-line">
            <ActionRow
              item={item}
              incident={incident}
              today={today}
              justAdded={item.itemId === added}
              onSeen={() => setBefore(undefined)}
              onDetailed={focusField}
            />
          </li>
        ))}
      </ul>
    </PanelGroup>
  );
}
