import clsx from 'clsx';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { assertNever } from '#shared/domain/assert-never.ts';
import { type LadderLevel, ladderOf } from '#shared/domain/escalation.ts';
import type { Escalation } from '#shared/domain/incident.ts';
import { type Contact, contactFor } from '#shared/domain/team.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import {
  Button,
  EditRow,
  ErrorNote,
  FactList,
  InlineForm,
  TextField,
  useAttempt,
  useNow,
} from '../../../components/index.ts';
import { useStore, useZonedTime } from '../../../store/index.ts';
import { dueWords } from '../due-words.ts';
import type { SectionProps } from '../section-props.ts';
import { PersonField } from './PersonField.tsx';

/** Who is called when, until somebody answers at that level. */
export function LadderRows({ incident, taxonomy }: SectionProps) {
  const now = useNow();
  const team = useStore((state) => state.settings?.team);
  const { levels } = ladderOf(incident, taxonomy, now);
  if (levels.length === 0) {
    return (
      <FactList title="Escalation">
        <EditRow label="Ladder">
          <span className="text-ink-3">These severity levels have none.</span>
        </EditRow>
      </FactList>
    );
  }
  return (
    <FactList title="Escalation">
      {levels.map((level) => (
        <LevelRow
          key={level.level}
          level={level}
          now={now}
          contact={team && level.contact && contactFor(team, level.contact)}
          told={incident.escalations.findLast((escalation) => escalation.level === level.level)}
        />
      ))}
    </FactList>
  );
}

interface RowProps {
  readonly level: LadderLevel;
  readonly now: number;
  readonly contact: Contact | undefined;
  readonly told: Escalation | undefined;
}

function LevelRow({ level, now, contact, told }: RowProps) {
  const change = useStore((state) => state.change);
  const time = useZonedTime();
  const { busy, problem, attempt } = useAttempt();
  const open = level.state !== 'answered' && level.state !== 'stopped';
  const again = level.toldAt !== undefined;
  return (
    <EditRow
      label={
        <>
          <span className="font-medium text-ink">{level.level}</span> {level.who}
        </>
      }
      note={
        <>
          <p>{reachedBy(contact, told) ?? level.note}</p>
          {problem && <ErrorNote plain message={problem.message} action={problem.action} />}
        </>
      }
      actions={
        open && (
          <Button
            look="quiet"
            busy={busy}
            aria-label={`Acknowledge at ${level.level}`}
            onClick={() => void attempt(change('acknowledge', { level: level.level }))}
          >
            Acknowledge
          </Button>
        )
      }
      {...(open && {
        edit: again ? `Call again: ${level.level}` : `Escalate to ${level.level}`,
        editWords: again ? 'Call again' : 'Escalate',
        form: (close: () => void) => <EscalateForm level={level} contact={contact} onClose={close} />,
      })}
    >
      <Standing level={level} now={now} time={time} />
    </EditRow>
  );
}

/** The name and number of whom to call: who was called, or whom the team names for it. */
function reachedBy(contact: Contact | undefined, told: Escalation | undefined): string | undefined {
  const person = told ? { name: told.who, contact: told.contact } : contact;
  if (!person) return undefined;
  return [person.name, person.contact].filter(Boolean).join(' · ');
}

function Standing({ level, now, time }: Pick<RowProps, 'level' | 'now'> & { readonly time: ZonedTime }) {
  const words = standingWords(level, now, time.minutes);
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5',
        level.state === 'due' ? 'font-medium text-crit' : level.state === 'told' ? 'text-warn' : 'text-ink-2',
      )}
    >
      {level.state === 'answered' && <Check aria-hidden className="size-3.5 text-ok" strokeWidth={2} />}
      {words}
    </span>
  );
}

function standingWords(level: LadderLevel, now: number, timeOf: (instant: number) => string): string {
  switch (level.state) {
    case 'upcoming':
      return `to be called ${dueWords(level.dueAt - now)}`;
    case 'due':
      return `not called, ${dueWords(level.dueAt - now)}`;
    case 'told':
      return `called ${timeOf(level.toldAt ?? now)}, no answer yet`;
    case 'answered':
      return `answered ${timeOf(level.answeredAt ?? now)}`;
    case 'stopped':
      return 'not needed any more';
    default:
      return assertNever(level.state);
  }
}

interface FormProps {
  readonly level: LadderLevel;
  readonly contact: Contact | undefined;
  readonly onClose: () => void;
}

/** Records that a level was called: whom, and how. It does not call anybody itself. */
function EscalateForm({ level, contact, onClose }: FormProps) {
  const change = useStore((state) => state.change);
  const [who, setWho] = useState(contact?.name ?? level.who);
  const [reached, setReached] = useState(contact?.contact ?? '');
  const [reason, setReason] = useState('');
  const submit = () =>
    change('escalate', {
      level: level.level,
      ...(who.trim() !== '' && { who: who.trim() }),
      ...(reached.trim() !== '' && { contact: reached.trim() }),
      ...(reason.trim() !== '' && { reason: reason.trim() }),
    });
  return (
    <InlineForm
      label={`Escalate to ${level.level}`}
      save={`Escalate to ${level.level}`}
      submit={submit}
      onClose={onClose}
    >
      <p className="text-ink-2">Call them; War Room keeps that you did, and when.</p>
      <div className="grid grid-cols-2 gap-3 @max-[24rem]:grid-cols-1">
        <PersonField label="Who is called?" autoFocus value={who} onChange={setWho} />
        <TextField
          label="By what?"
          placeholder="Number, address, handle"
          maxLength={500}
          value={reached}
          onChange={(event) => setReached(event.target.value)}
        />
      </div>
      <TextField label="Why" maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
    </InlineForm>
  );
}
