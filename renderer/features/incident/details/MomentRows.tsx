import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { momentNames } from '#shared/domain/describe-course.ts';
import type { Moment } from '#shared/domain/events/index.ts';
import type { Correction, Incident } from '#shared/domain/incident.ts';
import { plural } from '#shared/domain/plural.ts';
import { capitalize } from '#shared/domain/words.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { Button, EditRow, FactList, InlineForm, TextField } from '../../../components/index.ts';
import { useStore, useZonedTime } from '../../../store/index.ts';
import { None } from './FactRows.tsx';
import { momentsOf, printMoment, printUtc, readMoment } from './moment-text.ts';

/** The moments that the measurements are taken between. Each can be corrected; nothing that was recorded is lost. */
export function MomentRows({ incident }: { readonly incident: Incident }) {
  const time = useZonedTime();
  return (
    <FactList title="Moments">
      {momentsOf(incident).map(({ moment, at, corrected }) => (
        <EditRow
          key={moment}
          label={capitalize(momentNames[moment])}
          edit={`Correct when it was ${momentNames[moment]}`}
          form={(close) => <MomentForm moment={moment} at={at} onClose={close} />}
        >
          {at === undefined ? (
            <None>not recorded</None>
          ) : (
            <span className="flex flex-wrap items-baseline gap-x-3">
              <time dateTime={new Date(at).toISOString()} className="figure">
                {printMoment(at, time)}
              </time>
              <span className="figure text-small text-ink-3">
                {time.offsetAt(at) === 0 ? 'UTC' : `${time.utcSeconds(at)} UTC`}
              </span>
              {corrected && <span className="text-small text-ink-2">corrected</span>}
            </span>
          )}
        </EditRow>
      ))}
      {incident.corrections.length > 0 && <Corrections corrections={incident.corrections} time={time} />}
    </FactList>
  );
}

interface CorrectionsProps {
  readonly corrections: readonly Correction[];
  readonly time: ZonedTime;
}

/** What stood there before, folded. */
function Corrections({ corrections, time }: CorrectionsProps) {
  const print = (at: number | null) => (at === null ? 'none' : printMoment(at, time));
  return (
    <div>
      <dt className="sr-only">Corrections</dt>
      <dd>
        <details className="group/corrections">
          <summary
            data-ring="inside"
            className="flex min-h-8 list-none items-center gap-1.5 px-4 text-small text-ink-2 hover:bg-hover"
          >
            <ChevronRight
              aria-hidden
              className="-ml-0.5 size-3.5 text-ink-3 transition-transform group-open/corrections:rotate-90"
            />
            {plural(corrections.length, 'correction')}
          </summary>
          <ul className="flex flex-col gap-2 px-4 pt-1 pb-3 text-small">
            {corrections.map(({ moment, from, to, by, recordedAt, reason }) => (
              <li key={`${moment} ${recordedAt}`}>
                <p>
                  {capitalize(momentNames[moment])}: <s className="figure text-ink-2">{print(from)}</s> →{' '}
                  <span className="figure">{print(to)}</span>
                </p>
                <p className="text-ink-2">{[reason, by, printMoment(recordedAt, time)].filter(Boolean).join(' · ')}</p>
              </li>
            ))}
          </ul>
        </details>
      </dd>
    </div>
  );
}

interface FormProps {
  readonly moment: Moment;
  readonly at: number | undefined;
  readonly onClose: () => void;
}

function MomentForm({ moment, at, onClose }: FormProps) {
  const change = useStore((state) => state.change);
  const time = useZonedTime();
  const [text, setText] = useState(() => printMoment(at ?? Date.now(), time));
  const [reason, setReason] = useState('');
  const typed = readMoment(text, Date.now(), time);
  const why = reason.trim() === '' ? {} : { reason: reason.trim() };
  const set = (to: number | null) => change('setTimestamp', { moment, at: to, ...why });
  const name = momentNames[moment];
  const removable = at !== undefined && moment !== 'declaredAt' && moment !== 'detectedAt';
  return (
    <InlineForm
      label={capitalize(name)}
      submit={() => (typed.ok ? set(typed.at) : undefined)}
      onClose={onClose}
      others={removable ? (send) => <Button onClick={() => send(set(null))}>Take it away</Button> : undefined}
    >
      <div className="grid grid-cols-2 gap-3 @max-[24rem]:grid-cols-1">
        <TextField
          label={`When (${time.zoneName(typed.ok ? typed.at : Date.now())})`}
          mono
          autoFocus
          onFocus={(event) => event.target.select()}
          hint={typed.ok && <span className="figure">{printUtc(typed.at)}</span>}
          error={typed.ok ? undefined : typed.message}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <TextField
          label="Why"
          maxLength={2000}
          hint="Stands in the record beside the correction."
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </InlineForm>
  );
}
