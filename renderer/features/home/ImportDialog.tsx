import { FileInput } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { formatQuantity } from '#shared/domain/metrics/format.ts';
import { plural } from '#shared/domain/plural.ts';
import { Button, Dialog, ErrorNote, Progress, Spinner } from '../../components/index.ts';
import { type ImportTask, useStore } from '../../store/index.ts';
import { importedWords, importProblemWords } from './import-words.ts';

/** Takes in an incident that somebody exported elsewhere: choosing it, how far it is, what it brought or why not. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const task = useStore((state) => state.importTask);
  const importFiles = useStore((state) => state.importFiles);
  const clearImport = useStore((state) => state.clearImport);
  const chooser = useRef<HTMLInputElement>(null);
  const choose = () => chooser.current?.click();
  // Then it is all or nothing, and too late to give it up.
  const writing = task.kind === 'taking-in';
  const close = () => {
    clearImport();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !writing && close()}
      title="Import an incident"
      description="All of a file or nothing. What is here already is skipped, and nothing here is replaced."
      footer={
        <>
          <Button look="quiet" size="medium" disabled={writing} onClick={close}>
            {task.kind === 'done' ? 'Close' : 'Cancel'}
          </Button>
          {task.kind === 'done' && <OpenButton incidentId={task.value.incidentId} />}
          {task.kind === 'failed' && (
            <Button look="primary" size="medium" onClick={choose}>
              Choose a file …
            </Button>
          )}
        </>
      }
    >
      <input
        ref={chooser}
        type="file"
        accept=".json,application/json"
        aria-label="Incident file"
        className="hidden"
        onChange={({ target }) => {
          void importFiles([...(target.files ?? [])]);
          // So that the same file can be chosen once more.
          target.value = '';
        }}
      />
      <Step task={task} onChoose={choose} />
    </Dialog>
  );
}

function Step({ task, onChoose }: { readonly task: ImportTask; readonly onChoose: () => void }) {
  switch (task.kind) {
    case 'idle':
      return (
        <div className="flex flex-col items-center gap-3 rounded-md border border-dashed border-line-strong px-6 py-10 text-center">
          <Button look="primary" size="medium" icon={FileInput} onClick={onChoose}>
            Choose a file …
          </Button>
          <p className="text-ink-2">or drop it here. It is what Export writes as JSON, up to 256 MiB.</p>
        </div>
      );
    case 'sending':
      return (
        <Working name={task.name} words="Sending it to the record">
          <Progress
            label="Bytes sent"
            done={task.sent}
            total={task.total}
            format={(bytes) => formatQuantity(bytes, 'bytes')}
            className="flex-1"
          />
        </Working>
      );
    case 'checking':
      return <Working name={task.name} words="Checking every hash and signature" />;
    case 'taking-in':
      return (
        <Working
          name={task.name}
          words={`Taking in ${plural(task.events, 'event')}. Of very many, the window answers again in some seconds`}
        />
      );
    case 'done':
      return <Result task={task} />;
    case 'failed':
      return <Refusal task={task} />;
  }
}

interface WorkingProps {
  readonly name: string;
  readonly words: string;
  readonly children?: ReactNode;
}

function Working({ name, words, children }: WorkingProps) {
  return (
    <div className="flex flex-col gap-3">
      <p className="truncate font-medium" title={name}>
        {name}
      </p>
      <p role="status" className="flex items-center gap-2 text-ink-2">
        <Spinner /> {words} …
      </p>
      {children}
    </div>
  );
}

function Result({ task }: { readonly task: Extract<ImportTask, { readonly kind: 'done' }> }) {
  const title = useStore(({ incidents }) => incidents?.find(({ id }) => id === task.value.incidentId)?.title);
  const [first, ...more] = importedWords(task.value);
  return (
    <div role="status" className="flex flex-col gap-2">
      <p className="font-medium wrap-anywhere">{title ?? task.name}</p>
      <p>{first?.text}</p>
      {more.map(({ text, warns }) => (
        <p key={text} className={warns ? 'text-warn' : 'text-ink-2'}>
          {text}
        </p>
      ))}
      {title === undefined && (
        <p className="flex items-center gap-2 text-ink-2">
          <Spinner /> Reading its timeline …
        </p>
      )}
    </div>
  );
}

/** Not before the list knows it: until then nothing could be shown of it. */
function OpenButton({ incidentId }: { readonly incidentId: string }) {
  const known = useStore(({ incidents }) => incidents?.some(({ id }) => id === incidentId) ?? false);
  const showView = useStore((state) => state.showView);
  const clearImport = useStore((state) => state.clearImport);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (known) button.current?.focus();
  }, [known]);
  return (
    <Button
      ref={button}
      look="primary"
      size="medium"
      busy={!known}
      onClick={() => {
        clearImport();
        showView({ kind: 'incident', incidentId });
      }}
    >
      Open it
    </Button>
  );
}

function Refusal({ task }: { readonly task: Extract<ImportTask, { readonly kind: 'failed' }> }) {
  const { title, message, action } = importProblemWords(task.problem);
  return (
    <div className="flex flex-col gap-3">
      <p className="truncate font-medium" title={task.name}>
        {task.name}
      </p>
      <ErrorNote
        message={
          <>
            <b className="font-semibold">{title}.</b> {message}
          </>
        }
        action={action}
      />
    </div>
  );
}
