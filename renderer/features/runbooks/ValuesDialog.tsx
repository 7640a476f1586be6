import { type FormEvent, useState } from 'react';
import type { Runbook } from '#shared/domain/runbook.ts';
import { Button, Dialog, ErrorNote, useAttempt } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { ParameterFields } from './ParameterFields.tsx';
import { initialValues, type ParameterValues, parameterProblems } from './parameters.ts';

interface Props {
  readonly incidentId: string;
  readonly runbook: Runbook;
  readonly remembered: ParameterValues;
  readonly onClose: () => void;
}

/** All values that the steps of a runbook are filled with in this incident, to be given at once or changed. */
export function ValuesDialog({ incidentId, runbook, remembered, onClose }: Props) {
  const setParameters = useStore((state) => state.setParameters);
  const parameters = runbook.parameters.filter(({ secret }) => !secret);
  const secrets = runbook.parameters.filter(({ secret }) => secret);
  const [values, setValues] = useState(() => initialValues(parameters, remembered));
  const { busy, problem, attempt } = useAttempt();
  const problems = parameterProblems({ now: [], later: parameters }, values);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (Object.keys(problems).length > 0) return;
    if (await attempt(setParameters(incidentId, runbook.id, values))) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Values of ${runbook.title}`}
      description="Every step of this incident is filled with them; a step that needs one that is empty asks for it."
      footer={
        <>
          <Button look="quiet" size="medium" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="runbook-values" look="primary" size="medium" busy={busy}>
            Save
          </Button>
        </>
      }
    >
      <form id="runbook-values" className="flex flex-col gap-3" onSubmit={(event) => void save(event)}>
        <ParameterFields parameters={parameters} values={values} problems={problems} focus onChange={setValues} />
        {secrets.length > 0 && (
          <p className="text-small text-ink-2">
            Asked each time, never remembered or recorded: {secrets.map(({ name }) => name).join(', ')}.
          </p>
        )}
        {problem && <ErrorNote message={problem.message} action={problem.action} />}
      </form>
    </Dialog>
  );
}
