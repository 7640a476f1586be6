import { useId, useState } from 'react';
import { actionHorizonSchema, actionKindSchema, actionPrioritySchema } from '#shared/domain/events/index.ts';
import type { Incident, TrackedActionItem } from '#shared/domain/incident.ts';
import type { Problem } from '#shared/domain/outcome.ts';
import { capitalize } from '#shared/domain/words.ts';
import { InlineForm, Select, TextField } from '../../../components/index.ts';
import { useStore } from '../../../store/index.ts';
import { type ActionInput, changesOf, inputOf } from './action-input.ts';
import { horizonWords, priorityWords, readDay } from './action-words.ts';

interface Props {
  readonly item: TrackedActionItem;
  readonly incident: Incident;
  /** `2026-11-21`. */
  readonly today: string;
  /** Added a moment ago: its title stands, and the owner comes first. */
  readonly fresh: boolean;
  readonly onClose: () => void;
}

/** All of one action item. A day that has passed is refused beside its field. */
export function ActionForm({ item, incident, today, fresh, onClose }: Props) {
  const change = useStore((state) => state.change);
  const contacts = useStore((state) => state.settings?.team.contacts);
  const [input, setInput] = useState<ActionInput>(() => inputOf(item));
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Problem>();
  const listId = useId();
  const set = (next: Partial<ActionInput>) => setInput({ ...input, ...next });
  const untitled = input.title.trim() === '';
  const people = new Set([...incident.responders.map(({ name }) => name), ...(contacts ?? []).map(({ name }) => name)]);
  const dueOn = readDay(input.dueOn, today);
  const dayProblem =
    tried && dueOn === undefined
      ? `Write it like ${today}, or 3d, 2w, 1m from today.`
      : refusal?.code === 'in-the-past'
        ? `${refusal.message} ${refusal.action}`
        : undefined;
  const submit = () => {
    setTried(true);
    setRefusal(undefined);
    if (untitled || dueOn === undefined) return undefined;
    const changes = changesOf(item, { ...input, dueOn });
    const answer = change('changeActionItem', { itemId: item.itemId, changes });
    void answer.then((changed) => setRefusal(changed.ok ? undefined : changed.error));
    return answer;
  };
  return (
    <InlineForm label={`Action item: ${item.title}`} submit={submit} onClose={onClose} shownBeside={['in-the-past']}>
      <TextField
        label="What has to be done"
        autoFocus={!fresh}
        maxLength={300}
        error={tried && untitled ? 'Say in one line what has to be done.' : undefined}
        value={input.title}
        onChange={(event) => set({ title: event.target.value })}
      />
      <div className="grid grid-cols-2 gap-3 @max-[24rem]:grid-cols-1">
        <TextField
          label="Owner"
          autoFocus={fresh}
          list={listId}
          maxLength={500}
          value={input.owner}
          onChange={(event) => set({ owner: event.target.value })}
        />
        <TextField
          label="Due"
          placeholder={`${today}, or 3d, 2w, 1m`}
          error={dayProblem}
          value={input.dueOn}
          onChange={(event) => {
            set({ dueOn: event.target.value });
            setRefusal(undefined);
          }}
        />
        <Select
          label="Priority"
          value={input.priority}
          onChange={(priority) => set({ priority })}
          options={actionPrioritySchema.options.map((value) => ({ value, label: priorityWords[value] }))}
        />
        <Select
          label="What it does"
          value={input.itemKind}
          onChange={(itemKind) => set({ itemKind })}
          options={actionKindSchema.options.map((value) => ({ value, label: capitalize(value) }))}
        />
        <Select
          label="Horizon"
          value={input.horizon}
          onChange={(horizon) => set({ horizon })}
          options={actionHorizonSchema.options.map((value) => ({ value, label: horizonWords[value] }))}
        />
        <TextField
          label="Link"
          maxLength={2048}
          placeholder="Ticket or address"
          value={input.link}
          onChange={(event) => set({ link: event.target.value })}
        />
      </div>
      <datalist id={listId}>
        {[...people].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </InlineForm>
  );
}
