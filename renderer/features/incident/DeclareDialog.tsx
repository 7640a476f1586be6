import { type FormEvent, useRef, useState } from 'react';
import type { Problem } from '#shared/domain/outcome.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';
import { Button, Dialog, ErrorNote, Select, TextField } from '../../components/index.ts';
import { useStore, useStoreApi, useZonedTime } from '../../store/index.ts';
import { DetectionFields } from './DetectionFields.tsx';
import { type DetectionText, readDetection } from './detection-text.ts';
import { SeverityField } from './SeverityField.tsx';

interface Props {
  readonly title?: string | undefined;
  /** What it was noticed by, and when (UTC ms), where that is not a person and not now. */
  readonly detectionSource?: 'alert' | undefined;
  readonly detectedAt?: number | undefined;
  readonly onClose: () => void;
}

/** Declares in under ten seconds: title, severity, who commands, Enter. Everything else can wait. */
export function DeclareDialog({ title: suggested = '', detectionSource, detectedAt, onClose }: Props) {
  const taxonomies = useStore((state) => state.taxonomies);
  const settings = useStore((state) => state.settings);
  const declareIncident = useStore((state) => state.declareIncident);
  const updateSettings = useStore((state) => state.updateSettings);
  const showView = useStore((state) => state.showView);
  const known = settings?.person?.name;

  const [title, setTitle] = useState(suggested);
  const [taxonomyId, setTaxonomyId] = useState(settings?.taxonomyId);
  const taxonomy = taxonomies.find(({ id }) => id === taxonomyId) ?? taxonomies[0];
  const [chosen, setChosen] = useState<string>();
  const severity = taxonomy?.levels.find(({ id }) => id === chosen)?.id ?? taxonomy?.levels[0]?.id;
  const [me, setMe] = useState('');
  const [commander, setCommander] = useState(known ?? '');
  const [drill, setDrill] = useState(false);
  const [more, setMore] = useState<DetectionText>({ source: detectionSource ?? 'person', noticed: '', started: '' });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const store = useStoreApi();
  const time = useZonedTime();
  const [moreOpen, setMoreOpen] = useState(false);
  /** When it began is a statement of its own, made about an incident that there is. */
  const recordStart = async (incidentId: string, at: number) => {
    store.getState().followIncident(incidentId);
    const answer = await store.getState().change('setTimestamp', { moment: 'startedAt', at });
    if (!answer.ok) {
      const { message, action } = answer.error;
      store
        .getState()
        .showToast({ tone: 'critical', message: `When it began is not recorded. ${message}`, detail: action });
    }
  };

  const name = known ?? me.trim();
  const titleField = useRef<HTMLInputElement>(null);
  const nameField = useRef<HTMLInputElement>(null);
  /** Declaring was tried: from then on what is missing is said beside its field. */
  const [tried, setTried] = useState(false);
  const untitled = title.trim() === '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    if (untitled) return titleField.current?.focus();
    if (name === '') return nameField.current?.focus();
    if (severity === undefined || taxonomy === undefined) return setProblem(levelsUnread);
    setProblem(undefined);
    const moments = readDetection(more, Date.now(), time);
    if (!moments.ok) return setMoreOpen(true);
    setBusy(true);
    const fail = (error: Problem) => {
      setProblem(error);
      setBusy(false);
    };
    if (known === undefined) {
      const named = await updateSettings({ personName: name });
      if (!named.ok) return fail(named.error);
    }
    const noticedAt = moments.noticedAt ?? detectedAt;
    const answer = await declareIncident({
      title: title.trim(),
      severity,
      taxonomyId: taxonomy.id,
      commander: commander.trim() || name,
      detectionSource: more.source,
      drill,
      ...(noticedAt !== undefined && { detectedAt: noticedAt }),
    });
    if (!answer.ok) return fail(answer.error);
    const { incidentId } = answer.value;
    if (moments.startedAt !== undefined) await recordStart(incidentId, moments.startedAt);
    showView({ kind: 'incident', incidentId });
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Declare an incident"
      footer={
        <>
          <span className="mr-auto text-small text-ink-3">Everything can be changed later.</span>
          <Button look="quiet" size="medium" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="declare" look="primary" size="medium" busy={busy} shortcut="Enter">
            Declare
          </Button>
        </>
      }
    >
      <form id="declare" onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label="What is broken?"
          placeholder="Checkout API errors"
          maxLength={300}
          autoFocus
          ref={titleField}
          error={tried && untitled ? 'Say in a few words what is broken.' : undefined}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <SeverityField levels={taxonomy?.levels} value={severity} onChange={setChosen} />
        <div className="grid grid-cols-2 gap-4">
          {known === undefined && (
            <TextField
              label="Your name"
              hint="Asked once; it stands beside what you do."
              maxLength={200}
              ref={nameField}
              error={tried && name === '' ? 'The record needs the name of who declares.' : undefined}
              value={me}
              onChange={(event) => setMe(event.target.value)}
            />
          )}
          <TextField
            label="Who commands?"
            placeholder={known ?? (me || 'You')}
            maxLength={200}
            value={commander}
            onChange={(event) => setCommander(event.target.value)}
          />
        </div>
        <label className="-my-1 flex min-h-7 items-center gap-2">
          <input
            type="checkbox"
            checked={drill}
            onChange={(event) => setDrill(event.target.checked)}
            className="size-4 accent-accent"
          />
          This is a drill <span className="text-small text-ink-2">It is marked as one and counts in no figure.</span>
        </label>
        <DetectionFields
          text={more}
          detectedAt={detectedAt}
          open={moreOpen}
          onOpenChange={setMoreOpen}
          tried={tried}
          onChange={setMore}
        >
          {taxonomies.length > 1 && taxonomy && (
            <TaxonomySelect taxonomies={taxonomies} value={taxonomy.id} onChange={setTaxonomyId} />
          )}
        </DetectionFields>
        {problem && <ErrorNote message={problem.message} action={problem.action} />}
      </form>
    </Dialog>
  );
}

const levelsUnread: Problem = {
  code: 'busy',
  message: 'The severity levels are still being read.',
  action: 'Press Enter again in a moment; nothing that you typed is lost.',
};

interface TaxonomyProps {
  readonly taxonomies: readonly Taxonomy[];
  readonly value: string;
  readonly onChange: (taxonomyId: string) => void;
}

function TaxonomySelect({ taxonomies, value, onChange }: TaxonomyProps) {
  return (
    <Select
      label="Severity levels"
      value={value}
      onChange={onChange}
      options={taxonomies.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
