import { type ReactNode, useState } from 'react';
import type { Details } from '#shared/domain/events/index.ts';
import { severityRank } from '#shared/domain/taxonomy.ts';
import {
  Badge,
  Button,
  EditRow,
  ErrorNote,
  FactList,
  InlineForm,
  SeverityBadge,
  TextArea,
  TextField,
  useAttempt,
} from '../../../components/index.ts';
import { useStore, useZonedTime } from '../../../store/index.ts';
import type { SectionProps } from '../section-props.ts';
import { targetsOf } from '../severity-targets.ts';
import { readNames } from './names-text.ts';

/** What the incident says about itself. */
export function FactRows({ incident, taxonomy }: SectionProps) {
  const level = taxonomy.levels.find(({ id }) => id === incident.severity);
  return (
    <FactList title="Incident">
      <EditRow
        label="Title"
        edit="Edit title"
        form={(close) => <TextForm label="Title" field="title" value={incident.title} onClose={close} />}
      >
        <span className="font-medium">{incident.title}</span>
      </EditRow>
      <EditRow
        label="Summary"
        edit="Edit summary"
        form={(close) => (
          <TextForm label="Summary" field="summary" long value={incident.summary ?? ''} onClose={close} />
        )}
      >
        {incident.summary ? <p className="whitespace-pre-line">{incident.summary}</p> : <None>not written yet</None>}
      </EditRow>
      <EditRow label="Severity" note={<SeverityNote incident={incident} taxonomy={taxonomy} />}>
        <span className="flex flex-wrap items-center gap-2">
          <SeverityBadge severity={incident.severity} rank={severityRank(taxonomy, incident.severity)} />
          <span className="font-medium">{level?.name}</span>
          <span className="text-ink-2">{level?.meaning}</span>
        </span>
      </EditRow>
      <EditRow
        label="Services"
        edit="Edit services"
        form={(close) => <NamesForm label="Services" field="services" value={incident.services} onClose={close} />}
      >
        <Names names={incident.services} none="none named" />
      </EditRow>
      <EditRow
        label="Root cause tags"
        edit="Edit root cause tags"
        form={(close) => (
          <NamesForm label="Root cause tags" field="rootCauseTags" value={incident.rootCauseTags} onClose={close} />
        )}
      >
        <Names names={incident.rootCauseTags} none="none yet" />
      </EditRow>
      <DrillRow drill={incident.drill} />
    </FactList>
  );
}

export function None({ children }: { readonly children: ReactNode }) {
  return <span className="text-ink-3">{children}</span>;
}

function Names({ names, none }: { readonly names: readonly string[]; readonly none: string }) {
  if (names.length === 0) return <None>{none}</None>;
  return (
    <span className="flex flex-wrap gap-1">
      {names.map((name) => (
        <Badge key={name} shrink title={name}>
          {name}
        </Badge>
      ))}
    </span>
  );
}

/** What the level demands, and which ones the incident had before. */
function SeverityNote({ incident, taxonomy }: SectionProps) {
  const time = useZonedTime();
  const level = taxonomy.levels.find(({ id }) => id === incident.severity);
  const changes = incident.severityHistory.slice(1);
  return (
    <>
      {level && <p>{[...targetsOf(level), level.communication, level.team].filter(Boolean).join(' · ')}</p>}
      {changes.length > 0 && (
        <p>
          {incident.severityHistory[0]?.severity}
          {changes.map(({ severity, from }) => `, ${severity} from ${time.minutes(from)}`).join('')}
        </p>
      )}
    </>
  );
}

interface FormProps<Value> {
  readonly label: string;
  readonly value: Value;
  readonly onClose: () => void;
}

type TextFormProps = FormProps<string> & { readonly field: 'title' | 'summary'; readonly long?: boolean };

function TextForm({ label, field, value, long = false, onClose }: TextFormProps) {
  const change = useStore((state) => state.change);
  const [text, setText] = useState(value);
  const [tried, setTried] = useState(false);
  const missing = field === 'title' && text.trim() === '';
  const submit = () => {
    setTried(true);
    if (missing) return undefined;
    return change('changeDetails', { changes: { [field]: text.trim() } satisfies Details });
  };
  return (
    <InlineForm label={label} submit={submit} onClose={onClose}>
      {long ? (
        <TextArea
          label={label}
          hideLabel
          autoFocus
          rows={5}
          maxLength={10_000}
          hint="What happened and where it stands, in a few sentences."
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : (
        <TextField
          label={label}
          hideLabel
          autoFocus
          maxLength={300}
          error={tried && missing ? 'Say in a few words what is broken.' : undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
    </InlineForm>
  );
}

type NamesFormProps = FormProps<readonly string[]> & { readonly field: 'services' | 'rootCauseTags' };

function NamesForm({ label, field, value, onClose }: NamesFormProps) {
  const change = useStore((state) => state.change);
  const [text, setText] = useState(value.join(', '));
  const submit = () => change('changeDetails', { changes: { [field]: [...readNames(text)] } satisfies Details });
  return (
    <InlineForm label={label} submit={submit} onClose={onClose}>
      <TextField
        label={label}
        hideLabel
        autoFocus
        hint="Separated by commas."
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </InlineForm>
  );
}

/** A drill is practised with and counted in no figure. */
function DrillRow({ drill }: { readonly drill: boolean }) {
  const change = useStore((state) => state.change);
  const { busy, problem, attempt } = useAttempt();
  return (
    <EditRow
      label="Drill"
      note={problem && <ErrorNote plain message={problem.message} action={problem.action} />}
      actions={
        <Button
          look="quiet"
          busy={busy}
          onClick={() => void attempt(change('changeDetails', { changes: { drill: !drill } }))}
        >
          {drill ? 'It is real' : 'Mark as a drill'}
        </Button>
      }
    >
      {drill ? 'A drill, which counts in no figure' : 'No, a real incident'}
    </EditRow>
  );
}
