import { Send } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import type { UpdateTemplate } from '#shared/contract/index.ts';
import type { Problem } from '#shared/domain/outcome.ts';
import { Button, EmptyState, ErrorNote, Select, useAttempt } from '../../../components/index.ts';
import { useStore, useZonedTime } from '../../../store/index.ts';
import { CopyButton } from '../CopyButton.tsx';
import type { ResponseProps } from '../section-props.ts';
import { ChannelChoice } from './ChannelChoice.tsx';
import { readChannels } from './channels.ts';
import { UpdateFields } from './UpdateFields.tsx';
import { UpdateText } from './UpdateText.tsx';
import type { UpdateDraft } from './update-draft.ts';
import { usePreview } from './use-preview.ts';
import { useUpdateDraft } from './use-update-draft.ts';

interface Props extends ResponseProps {
  readonly templates: readonly UpdateTemplate[];
  /** Another one whenever the incident has changed, or time has. */
  readonly revision: number;
}

/** Writes the next update: a template, what it asks for, and the text that comes out, which can be edited freely. */
export function UpdateComposer(props: Props) {
  const drafting = useUpdateDraft(props.incident, props.templates);
  const { draft, template } = drafting;
  if (!draft || !template) {
    return <EmptyState title="No template can be used">Repair the files named above, or take them away.</EmptyState>;
  }
  return <Form {...props} drafting={{ ...drafting, draft, template }} />;
}

type Drafting = ReturnType<typeof useUpdateDraft> & {
  readonly draft: UpdateDraft;
  readonly template: UpdateTemplate;
};

function Form({ incident, templates, revision, drafting }: Props & { readonly drafting: Drafting }) {
  const { draft, template, edit, choose, followTemplate, startAnew } = drafting;
  const previewUpdate = useStore((state) => state.previewUpdate);
  const change = useStore((state) => state.change);
  const time = useZonedTime();
  const { preview, problem: previewProblem } = usePreview(incident.id, draft, revision);
  /** Publishing was tried: from then on what is missing is said beside its field. */
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Problem>();
  const [publishedAt, setPublishedAt] = useState<number>();
  const { busy, problem, attempt } = useAttempt();
  const form = useRef<HTMLFormElement>(null);
  const noteId = useId();
  const text = draft.text ?? preview?.text ?? '';
  const missing = draft.text === undefined ? (preview?.missing ?? []) : [];

  const publish = async () => {
    setTried(true);
    setRefused(undefined);
    setPublishedAt(undefined);
    const { templateId, publicStatus, fields } = draft;
    let final = draft.text;
    if (final === undefined) {
      // Made anew: the times in it are those of the publishing, and nothing typed a moment ago is left out.
      const made = await previewUpdate(incident.id, { templateId, publicStatus, fields });
      if (!made.ok) return setRefused(made.error);
      if (made.value.missing.length > 0) return focusField(form.current, made.value.missing[0]);
      final = made.value.text;
    }
    const channels = [...new Set([...draft.channels, ...readChannels(draft.others)])];
    const done = await attempt(
      change('publishUpdate', { audience: template.audience, channels, publicStatus, text: final, templateId }),
    );
    if (!done) return;
    setTried(false);
    setPublishedAt(Date.now());
    startAnew();
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) void publish();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  };
  const shown = problem ?? refused ?? previewProblem;
  return (
    <form
      ref={form}
      aria-label="Next update"
      aria-describedby={noteId}
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
      onInput={() => setPublishedAt(undefined)}
      className="flex flex-col gap-3 px-4 pb-4"
    >
      <div className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-3 @max-[24rem]:grid-cols-1">
        <Select
          label="Template"
          value={template.id}
          disabled={draft.text !== undefined}
          onChange={choose}
          options={templates.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          label="Status that its readers see"
          value={draft.publicStatus}
          disabled={draft.text !== undefined}
          onChange={(publicStatus) => edit({ publicStatus })}
          options={template.publicStatuses.map((word) => ({ value: word, label: word }))}
        />
      </div>
      {draft.text === undefined && (
        <UpdateFields
          template={template}
          values={draft.fields}
          missing={tried ? missing : []}
          onChange={(fields) => edit({ fields })}
        />
      )}
      <ChannelChoice
        audience={template.audience}
        chosen={draft.channels}
        others={draft.others}
        onChange={(channels) => edit({ channels: [...channels] })}
        onOthers={(others) => edit({ others })}
      />
      <UpdateText
        text={text}
        edited={draft.text !== undefined}
        loading={preview === undefined && draft.text === undefined && !previewProblem}
        warnings={draft.text === undefined ? (preview?.warnings ?? []) : []}
        outside={template.audience === 'status page' || template.audience === 'customers'}
        onEdit={(edited) => edit({ text: edited })}
        onFollow={followTemplate}
      />
      {shown && <ErrorNote message={shown.message} action={shown.action} />}
      <div className="flex flex-wrap items-center gap-1.5">
        <Button type="submit" look="primary" icon={Send} busy={busy} shortcut="Mod+Enter">
          Publish
        </Button>
        <CopyButton text={text} />
        <p id={noteId} className="min-w-0 flex-1 basis-48 pl-1.5 text-small text-ink-2">
          War Room sends nothing. It records the update; paste it where it goes.
        </p>
      </div>
      <p role="status" className="text-small text-ok empty:hidden">
        {publishedAt !== undefined &&
          `Recorded at ${time.minutes(publishedAt)}. The clock for the next one has started.`}
      </p>
    </form>
  );
}

function focusField(form: HTMLFormElement | null, id: string | undefined): void {
  form?.querySelector<HTMLElement>(`[data-field="${CSS.escape(id ?? '')}"]`)?.focus();
}
