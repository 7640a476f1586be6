import { useCommandList } from '../commands/index.ts';
import { Dialog, Kbd } from '../components/index.ts';

/** Keys that no command stands for, because they belong to one place. */
const local = [
  { title: 'Add the entry', keys: 'Enter' },
  { title: 'New line in an entry', keys: 'Shift+Enter' },
  { title: 'Kind of entry: decision, action, question …', keys: '/' },
  { title: 'When it happened: @14:05, @-10m', keys: '@' },
  { title: 'Pin the entry', keys: '!' },
  { title: 'From the empty editor to the entries', keys: '↑' },
  { title: 'On an entry: amend, change its time, retract', keys: 'E T R' },
  { title: 'On an entry: pin, copy, show its history', keys: 'P C H' },
  { title: 'On an entry: everything else', keys: 'Enter' },
  { title: 'Back to the editor', keys: 'Esc' },
  { title: 'Move a separator that has the focus', keys: 'Arrows' },
];

/** What the keys do. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const commands = useCommandList().flatMap(({ title, keys, within }) => (keys ? [{ title, keys, within }] : []));
  const inTerminals = commands.filter(({ within }) => within === 'terminals');
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Keys" size="large">
      <div className="grid grid-cols-2 gap-x-10">
        <List title="Everywhere" rows={commands.filter(({ within }) => within === undefined)} />
        <div className="flex flex-col gap-5">
          <List title="In the timeline and on separators" rows={local} />
          {inTerminals.length > 0 && <List title="In a terminal" rows={inTerminals} />}
        </div>
      </div>
    </Dialog>
  );
}

interface ListProps {
  readonly title: string;
  readonly rows: readonly { readonly title: string; readonly keys: string }[];
}

function List({ title, rows }: ListProps) {
  return (
    <section>
      <h3 className="mb-1 text-small font-medium text-ink-3">{title}</h3>
      <dl>
        {rows.map((row) => (
          <div key={row.title} className="flex min-h-8 items-center gap-4 border-b border-line last:border-b-0">
            <dt className="min-w-0 flex-1">{row.title}</dt>
            <dd>
              <Kbd>{row.keys}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
