import { Pencil } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';

interface Props {
  readonly label: ReactNode;
  /** What a screen reader and the tooltip call the button: "Edit title". Absent with no form. */
  readonly edit?: string;
  /** The button has words on it, in place of the pencil: "Hand over". */
  readonly editWords?: string;
  /** What it is now. */
  readonly children: ReactNode;
  /** A quieter line below: where it comes from, who said it. */
  readonly note?: ReactNode;
  /** More buttons at the end of the row. */
  readonly actions?: ReactNode;
  /** Takes the place of the value while it is edited. */
  readonly form?: (close: () => void) => ReactNode;
}

/** One line of a list of facts, which can be edited where it stands. Stands in a `FactList`. */
export function EditRow({ label, edit, editWords, children, note, actions, form }: Props) {
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    // The form took the focus with it; it belongs back where the editing began.
    if (wasEditing.current && !editing) button.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  if (editing && form) {
    return (
      <div className="border-b border-line bg-raised px-4 py-3 last:border-b-0">
        <dt className="mb-2 font-medium">{label}</dt>
        <dd>{form(() => setEditing(false))}</dd>
      </div>
    );
  }
  return (
    <div className="group/row grid min-h-9 grid-cols-[8.5rem_minmax(0,1fr)_auto] items-start gap-x-3 border-b border-line py-1 pr-2 pl-4 last:border-b-0 hover:bg-hover @max-[24rem]:grid-cols-[minmax(0,1fr)_auto]">
      <dt className="py-1 text-ink-2 @max-[24rem]:col-span-2 @max-[24rem]:pb-0">{label}</dt>
      <dd className="min-w-0 py-1 wrap-anywhere">
        {children}
        {note && <div className="text-small text-ink-2">{note}</div>}
      </dd>
      <dd className="flex items-center">
        {actions}
        {form &&
          edit &&
          (editWords ? (
            <Button ref={button} look="quiet" aria-label={edit} onClick={() => setEditing(true)}>
              {editWords}
            </Button>
          ) : (
            <IconButton
              ref={button}
              icon={Pencil}
              label={edit}
              onClick={() => setEditing(true)}
              className="[&_svg]:size-3.5"
            />
          ))}
      </dd>
    </div>
  );
}

interface ListProps {
  readonly title: ReactNode;
  /** Beside the title. */
  readonly status?: ReactNode;
  readonly children: ReactNode;
}

/** Facts about one thing, under a heading. Its children are `EditRow`s. */
export function FactList({ title, status, children }: ListProps) {
  return (
    <PanelGroup title={title} status={status}>
      <dl>{children}</dl>
    </PanelGroup>
  );
}

/** A part of a panel under a heading of its own. */
export function PanelGroup({ title, status, children }: ListProps) {
  return (
    <section className="@container border-b border-line last:border-b-0">
      <div className="flex min-h-9 items-center gap-2.5 pt-1.5 pr-2 pl-4">
        <h3 className="min-w-0 flex-1 text-body font-semibold">{title}</h3>
        {status}
      </div>
      {children}
    </section>
  );
}
