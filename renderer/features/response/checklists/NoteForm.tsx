import { useState } from 'react';
import type { Outcome } from '#shared/domain/outcome.ts';
import { Button, InlineForm, TextField } from '../../../components/index.ts';

interface Props {
  readonly item: string;
  readonly note: string;
  readonly checked: boolean;
  readonly save: (next: { readonly checked: boolean; readonly note: string }) => Promise<Outcome<unknown>>;
  readonly onClose: () => void;
}

/** What was found. An answer settles its item; it can also stay open with a note. */
export function NoteForm({ item, note, checked, save, onClose }: Props) {
  const [text, setText] = useState(note);
  return (
    <InlineForm
      label={`Note: ${item}`}
      save={checked ? 'Save' : 'Save and tick'}
      submit={() => save({ checked: true, note: text.trim() })}
      onClose={onClose}
      others={
        checked
          ? undefined
          : (send) => (
              <Button onClick={() => send(save({ checked: false, note: text.trim() }))}>Save, leave open</Button>
            )
      }
    >
      <TextField
        label="Note"
        hideLabel
        autoFocus
        maxLength={2000}
        placeholder="What was found"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </InlineForm>
  );
}
