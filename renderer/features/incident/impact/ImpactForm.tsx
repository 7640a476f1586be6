import { useId, useState } from 'react';
import type { ImpactField } from '#shared/domain/events/index.ts';
import type { ImpactEntry } from '#shared/domain/incident.ts';
import { capitalize } from '#shared/domain/words.ts';
import { Button, InlineForm, Select, TextField } from '../../../components/index.ts';
import { useStore } from '../../../store/index.ts';
import { inputsOf, readFact, textOfFact } from './impact-input.ts';

interface Props {
  readonly field: ImpactField;
  readonly entry: ImpactEntry | undefined;
  /** Sources to choose from. */
  readonly sources: readonly string[];
  readonly onClose: () => void;
}

/** One figure of the impact with its source. What nobody knows is said to be unknown, which is not zero. */
export function ImpactForm({ field, entry, sources, onClose }: Props) {
  const change = useStore((state) => state.change);
  const [text, setText] = useState(() => textOfFact(field, entry?.fact));
  const [source, setSource] = useState(entry?.source ?? '');
  /** Saving was tried: from then on what is missing is said beside its field. */
  const [tried, setTried] = useState(false);
  const listId = useId();
  const read = readFact(field, text);
  const errors = tried && !read.ok ? read.errors : {};
  const unsourced = source.trim() === '';
  const submit = () => {
    setTried(true);
    if (!read.ok || unsourced) return undefined;
    return change('changeImpact', { fact: read.fact, source: source.trim() });
  };
  return (
    <InlineForm
      label={capitalize(field)}
      submit={submit}
      onClose={onClose}
      others={(send) => (
        <Button onClick={() => send(change('changeImpact', { fact: { field, value: null }, source: source.trim() }))}>
          It is unknown
        </Button>
      )}
    >
      <div className="grid grid-cols-2 gap-3 @max-[24rem]:grid-cols-1">
        {inputsOf(field).map(({ key, label, hint, options }, index) =>
          options ? (
            <Select
              key={key}
              label={label}
              autoFocus={index === 0}
              value={text[key] ?? ''}
              onChange={(value) => setText({ ...text, [key]: value })}
              options={options}
            />
          ) : (
            <TextField
              key={key}
              label={label}
              hint={hint}
              error={errors[key]}
              autoFocus={index === 0}
              onFocus={(event) => event.target.select()}
              maxLength={key === 'names' ? 5000 : 500}
              value={text[key] ?? ''}
              onChange={(event) => setText({ ...text, [key]: event.target.value })}
            />
          ),
        )}
        <TextField
          label="Source"
          hint="Where the figure comes from."
          error={tried && unsourced ? 'Name the source: a graph, a query, a person.' : undefined}
          list={listId}
          maxLength={500}
          value={source}
          onChange={(event) => setSource(event.target.value)}
        />
        <datalist id={listId}>
          {sources.map((known) => (
            <option key={known} value={known} />
          ))}
        </datalist>
      </div>
    </InlineForm>
  );
}
