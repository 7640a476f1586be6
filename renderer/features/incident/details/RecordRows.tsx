import { ArrowRight, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { formatDuration } from '#shared/domain/duration.ts';
import type { Incident, MergedIncident } from '#shared/domain/incident.ts';
import { isOver } from '#shared/domain/lifecycle.ts';
import { plural } from '#shared/domain/plural.ts';
import {
  Button,
  EditRow,
  ErrorNote,
  FactList,
  InlineForm,
  Select,
  TextField,
  useAttempt,
} from '../../../components/index.ts';
import { useStore, type VerifyReport } from '../../../store/index.ts';

/** The record itself: what it holds, whether it is intact, and what it has to do with other incidents. */
export function RecordRows({ incident }: { readonly incident: Incident }) {
  return (
    <FactList title="Record">
      <DuplicateRow incident={incident} />
      {incident.mergedFrom.length > 0 && (
        <EditRow label="Merged in">
          <ul>
            {incident.mergedFrom.map((other) => (
              <li key={other.id}>
                <OtherIncident {...other} />
              </li>
            ))}
          </ul>
        </EditRow>
      )}
      <CheckRow incident={incident} />
    </FactList>
  );
}

function OtherIncident({ id, title }: Pick<MergedIncident, 'id' | 'title'>) {
  const showView = useStore((state) => state.showView);
  return (
    <button
      type="button"
      onClick={() => showView({ kind: 'incident', incidentId: id })}
      className="inline-flex max-w-full items-center gap-1.5 rounded-sm text-left text-accent hover:underline"
    >
      <span className="truncate">{title}</span>
      <ArrowRight aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
    </button>
  );
}

function DuplicateRow({ incident }: { readonly incident: Incident }) {
  const incidents = useStore((state) => state.incidents);
  const others = (incidents ?? []).filter(
    ({ id, status, mergedInto }) => id !== incident.id && !isOver(status) && mergedInto === undefined,
  );
  if (incident.mergedInto) {
    return (
      <EditRow label="Duplicate of" note="This one is closed; its own record stays as it is.">
        <OtherIncident {...incident.mergedInto} />
      </EditRow>
    );
  }
  if (others.length === 0) {
    return (
      <EditRow label="Duplicate">
        <span className="text-ink-3">no other incident is open</span>
      </EditRow>
    );
  }
  return (
    <EditRow
      label="Duplicate"
      edit="Mark as a duplicate"
      form={(close) => <DuplicateForm incidentId={incident.id} others={others} onClose={close} />}
    >
      <span className="text-ink-3">of no other</span>
    </EditRow>
  );
}

interface DuplicateProps {
  readonly incidentId: string;
  readonly others: readonly { readonly id: string; readonly title: string; readonly severity: string }[];
  readonly onClose: () => void;
}

function DuplicateForm({ incidentId, others, onClose }: DuplicateProps) {
  const mergeIncident = useStore((state) => state.mergeIncident);
  const [intoId, setIntoId] = useState(others[0]?.id ?? '');
  const [reason, setReason] = useState('');
  return (
    <InlineForm
      label="Duplicate"
      save="Mark as a duplicate"
      submit={() => mergeIncident(incidentId, intoId, reason.trim())}
      onClose={onClose}
    >
      <Select
        label="Of which incident?"
        autoFocus
        value={intoId}
        onChange={setIntoId}
        options={others.map(({ id, title, severity }) => ({ value: id, label: `${severity} ${title}` }))}
      />
      <TextField
        label="Why"
        maxLength={2000}
        hint="This incident closes, and the other one names it. Both keep their own record."
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </InlineForm>
  );
}

function CheckRow({ incident }: { readonly incident: Incident }) {
  const verifyRecord = useStore((state) => state.verifyRecord);
  const [report, setReport] = useState<VerifyReport>();
  const { busy, problem, attempt } = useAttempt();
  const check = () => {
    const answer = verifyRecord(incident.id);
    void answer.then((checked) => setReport(checked.ok ? checked.value : undefined));
    void attempt(answer);
  };
  const skew = incident.clockSkews.at(-1);
  return (
    <EditRow
      label="Events"
      note={
        <>
          {incident.unknownEvents > 0 && (
            <p>{plural(incident.unknownEvents, 'event')} of a newer program, kept as they are</p>
          )}
          {skew && <p>A clock was seen to be {formatDuration(Math.abs(skew.skewMs))} off; the order is kept</p>}
          {problem && <ErrorNote plain message={problem.message} action={problem.action} />}
          <div role="status">{report && <Report report={report} />}</div>
        </>
      }
    >
      <span className="-my-1 -mr-3 flex flex-wrap items-center justify-between gap-x-3">
        {plural(incident.eventCount, 'event')} recorded
        <Button look="quiet" icon={ShieldCheck} busy={busy} onClick={check}>
          Check this record
        </Button>
      </span>
    </EditRow>
  );
}

function Report({ report }: { readonly report: VerifyReport }) {
  return (
    <>
      {report.ok ? (
        <p className="text-ok">{plural(report.events, 'event')} checked: nothing was changed or lost.</p>
      ) : (
        <p className="text-crit">{plural(report.problems.length, 'problem')} in the record:</p>
      )}
      <ul className="mt-1 flex flex-col gap-1">
        {report.problems.map((line) => (
          <li key={line} className="text-crit">
            {line}
          </li>
        ))}
        {report.notes.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
