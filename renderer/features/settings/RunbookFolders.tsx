import { FolderPlus, GitBranch, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { RunbookFolder } from '#shared/contract/index.ts';
import { plural } from '#shared/domain/plural.ts';
import { Badge, Button, ErrorNote, IconButton, Skeleton, TextField, useAttempt } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { describeFolder, folderOf, folderProblem } from './runbook-folders.ts';

/** The folders that the library is read from, what became of each, and the way to add one. */
export function RunbookFolders({ given }: { readonly given: readonly string[] }) {
  const folders = useStore((state) => state.runbookFolders);
  const updateSettings = useStore((state) => state.updateSettings);
  const [path, setPath] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, problem, attempt } = useAttempt();
  const wrong = folderProblem(path, given);

  const add = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong !== undefined) return;
    if (!(await attempt(updateSettings({ runbookFolders: [...given, path.trim()] })))) return;
    setPath('');
    setTried(false);
  };
  const remove = (gone: string) =>
    void attempt(updateSettings({ runbookFolders: given.filter((one) => one !== gone) }));
  return (
    <section aria-labelledby="runbook-folders">
      <h3 id="runbook-folders" className="font-semibold">
        Folders
      </h3>
      <p className="mb-2 text-small text-ink-2">
        Markdown files below them are the library. A folder may be a git checkout; changes show by themselves.
      </p>
      {folders === undefined ? (
        <Skeleton className="h-16" />
      ) : (
        <ul className="rounded-md border border-line">
          {folders
            .filter(({ origin }) => origin !== 'folder')
            .map((folder) => (
              <FolderRow key={folder.path} folder={folder} path={folder.path} />
            ))}
          {given.map((one) => (
            <FolderRow key={one} folder={folderOf(one, folders)} path={one} onRemove={() => remove(one)} />
          ))}
        </ul>
      )}
      <form className="mt-2 flex items-start gap-2" onSubmit={(event) => void add(event)}>
        <TextField
          className="min-w-0 flex-1"
          label="Path of a folder"
          hideLabel
          placeholder="/home/you/runbooks or ~/runbooks"
          mono
          value={path}
          error={tried ? wrong : undefined}
          onChange={(event) => setPath(event.target.value)}
        />
        <Button type="submit" size="medium" icon={FolderPlus} busy={busy}>
          Add the folder
        </Button>
      </form>
      {problem && <ErrorNote plain message={problem.message} action={problem.action} />}
    </section>
  );
}

interface RowProps {
  /** Undefined: the services have not said anything about it yet. */
  readonly folder: RunbookFolder | undefined;
  readonly path: string;
  readonly onRemove?: () => void;
}

function FolderRow({ folder, path, onRemove }: RowProps) {
  const bad = folder !== undefined && folder.state !== 'watched';
  return (
    <li className="flex min-h-9 items-center gap-2 border-b border-line px-3 py-1 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <span className="shrink-0 font-medium">{describeFolder(folder)}</span>
          <span className="min-w-0 truncate font-mono text-small text-ink-2" title={path}>
            {path}
          </span>
        </p>
        {folder?.problem && <p className="text-small text-warn wrap-anywhere">{folder.problem}</p>}
      </div>
      {folder?.git !== undefined && (
        <Badge icon={GitBranch} shrink title={`A git checkout at ${folder.git}`}>
          {folder.git}
        </Badge>
      )}
      {bad && <Badge tone="warning">{folder.state}</Badge>}
      {folder && !bad && (
        <span className="figure shrink-0 text-small text-ink-2">{plural(folder.runbookCount, 'runbook')}</span>
      )}
      {onRemove && <IconButton icon={Trash2} label={`Remove ${path}`} onClick={onRemove} />}
    </li>
  );
}
