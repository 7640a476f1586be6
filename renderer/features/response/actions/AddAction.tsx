import { Plus } from 'lucide-react';
import { type FormEvent, type Ref, useState } from 'react';
import { Button, ErrorNote, TextField, useAttempt } from '../../../components/index.ts';
import { useStore } from '../../../store/index.ts';

interface Props {
  readonly fieldRef: Ref<HTMLInputElement>;
  /** Before it is sent. */
  readonly onAdd: () => void;
  readonly onRefused: () => void;
}

/** One line is enough to keep it; who, until when and how urgent come after. */
export function AddAction({ fieldRef, onAdd, onRefused }: Props) {
  const change = useStore((state) => state.change);
  const [title, setTitle] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, problem, attempt } = useAttempt();
  const add = async () => {
    setTried(true);
    if (title.trim() === '' || busy) return;
    onAdd();
    const item = { title: title.trim(), priority: 'P1', itemKind: 'prevent', horizon: 'short-term' } as const;
    if (!(await attempt(change('addActionItem', item)))) return onRefused();
    setTried(false);
    setTitle('');
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void add();
  };
  return (
    <form aria-label="Add an action item" onSubmit={onSubmit} className="flex flex-col gap-2 px-4 pb-3">
      <div className="flex items-start gap-1.5">
        <TextField
          ref={fieldRef}
          className="flex-1"
          label="New action item"
          hideLabel
          maxLength={300}
          placeholder="What has to be done"
          error={tried && title.trim() === '' ? 'Say in one line what has to be done.' : undefined}
          value={title}
          onChange={(event) => {
            setTitle(event.target.value);
            setTried(false);
          }}
        />
        <Button type="submit" size="medium" icon={Plus} busy={busy}>
          Add
        </Button>
      </div>
      {problem && <ErrorNote message={problem.message} action={problem.action} />}
    </form>
  );
}
