import { Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button, IconButton } from '../../components/index.ts';

interface Props<Item> {
  /** What one of them is: "contact". */
  readonly what: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item, index: number) => string;
  readonly nameOf: (item: Item) => string;
  readonly onAdd: () => void;
  readonly onRemove: (index: number) => void;
  /** The fields of one, in a row. */
  readonly row: (item: Item, index: number) => ReactNode;
}

/** A list that is edited as a whole: rows of fields, one button to add, one per row to take it away. */
export function ListRows<Item>({ what, items, keyOf, nameOf, onAdd, onRemove, row }: Props<Item>) {
  const list = useRef<HTMLUListElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const count = useRef(items.length);
  useEffect(() => {
    // A new row is there to be filled in; where one went, the focus must not go with it.
    if (items.length > count.current) {
      list.current?.querySelector<HTMLElement>('li:last-child :is(select, input)')?.focus();
    } else if (items.length < count.current) add.current?.focus();
    count.current = items.length;
  }, [items.length]);
  return (
    <>
      <ul ref={list} className="flex flex-col gap-2">
        {items.map((item, index) => (
          <li key={keyOf(item, index)} className="flex items-start gap-2">
            {row(item, index)}
            <IconButton
              icon={Trash2}
              label={`Remove ${nameOf(item) || `the ${what} without a name`}`}
              onClick={() => onRemove(index)}
              className="mt-0.5"
            />
          </li>
        ))}
      </ul>
      <Button ref={add} icon={Plus} className={items.length > 0 ? 'mt-2' : undefined} onClick={onAdd}>
        Add a {what}
      </Button>
    </>
  );
}
