import { Save } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { type Command, useCommands } from '../../commands/index.ts';
import { Button, TextField } from '../../components/index.ts';
import { isUnsaved, useStore, useZonedTime } from '../../store/index.ts';

interface Props {
  /** Somebody wants to close, and something is not saved. */
  readonly leaving: boolean;
  readonly onStay: () => void;
  readonly onDiscard: () => void;
  readonly onClose: () => void;
}

/** Below the text: whether it is saved, under which name, and the way out. */
export function SaveBar({ leaving, onStay, onDiscard, onClose }: Props) {
  const { saveRunbook, saveRunbookAs } = useStore((state) => state);
  const unsaved = useStore(({ runbookEditor }) => runbookEditor !== undefined && isUnsaved(runbookEditor));
  const saving = useStore((state) => state.runbookEditor?.saving ?? false);
  const blocked = useStore((state) => state.runbookEditor?.newer !== undefined);
  const suggested = useStore(({ runbookEditor: open }) =>
    open?.checked?.ok ? open.checked.value.title : (open?.title ?? ''),
  );
  // Without a file of its own that can be written, it is saved as a new one.
  const needsName = useStore(
    ({ runbookEditor: open }) => open?.runbookId === undefined || open.source?.writable === false,
  );
  const [typedName, setTypedName] = useState<string>();
  const name = typedName ?? suggested;
  const nameless = needsName && name.trim() === '';
  const canSave = !saving && !blocked && !nameless && (unsaved || needsName);

  const save = () => (needsName ? saveRunbookAs(name.trim()) : saveRunbook());
  const newest = useRef(save);
  newest.current = save;
  useCommands(
    useMemo(
      (): readonly Command[] =>
        canSave
          ? [
              {
                id: 'runbook.save',
                title: 'Save the runbook',
                group: 'Runbook',
                keys: 'Mod+S',
                icon: Save,
                run: () => void newest.current(),
              },
            ]
          : [],
      [canSave],
    ),
  );

  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center justify-end gap-2">
      {leaving ? (
        <>
          <p role="alert" className="min-w-0 flex-1 text-warn">
            What you typed is not saved.
          </p>
          <Button size="medium" autoFocus onClick={onStay}>
            Go on editing
          </Button>
          <Button size="medium" look="danger" onClick={onDiscard}>
            Close without saving
          </Button>
        </>
      ) : (
        <>
          <SavedState unsaved={unsaved} />
          {needsName && (
            <TextField
              label="Name of the file"
              hideLabel
              placeholder="Name of the file"
              className="w-72"
              value={name}
              maxLength={200}
              onChange={(event) => setTypedName(event.currentTarget.value)}
            />
          )}
          <Button size="medium" look="quiet" onClick={onClose}>
            Close
          </Button>
          <Button
            size="medium"
            look="primary"
            shortcut="Mod+S"
            busy={saving}
            disabled={!canSave}
            onClick={() => void save()}
          >
            {needsName ? "Save to the team's folder" : 'Save'}
          </Button>
        </>
      )}
    </div>
  );
}

function SavedState({ unsaved }: { readonly unsaved: boolean }) {
  const savedAt = useStore((state) => state.runbookEditor?.savedAt);
  const lineEnds = useStore((state) => state.runbookEditor?.source?.lineEnds);
  const time = useZonedTime();
  const saved = savedAt === undefined ? '' : `Saved at ${time.minutes(savedAt)}`;
  return (
    <p className="min-w-0 flex-1 text-small text-ink-2">
      <span role="status" className={unsaved ? 'text-warn' : 'text-ok'}>
        {unsaved ? 'Not saved' : saved}
      </span>
      <span className="ml-3 text-ink-3">
        {lineEnds === 'CRLF' && 'Windows line ends · '}Esc, then Tab leaves the text
      </span>
    </p>
  );
}
