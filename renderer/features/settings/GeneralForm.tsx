import { useState } from 'react';
import type { Settings } from '#shared/contract/index.ts';
import type { Problem } from '#shared/domain/outcome.ts';
import { ErrorNote, Select, TextField, zoneOptions } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { RecordSettings } from '../home/index.ts';

const scales = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;
const fontSizes = [10, 11, 12, 13, 14, 15, 16, 18, 20, 24] as const;

/** What a person chooses for themselves. Every choice holds at once; there is nothing to save. */
export function GeneralForm({ settings }: { readonly settings: Settings }) {
  const updateSettings = useStore((state) => state.updateSettings);
  const taxonomies = useStore((state) => state.taxonomies);
  const [name, setName] = useState(settings.person?.name ?? '');
  const [problem, setProblem] = useState<Problem>();
  const change = async (next: Parameters<typeof updateSettings>[0]) => {
    const answer = await updateSettings(next);
    setProblem(answer.ok ? undefined : answer.error);
  };
  const keepName = () => {
    if (name.trim() !== '' && name.trim() !== settings.person?.name) void change({ personName: name.trim() });
  };
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-4">
      <TextField
        label="Your name"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onBlur={keepName}
        onKeyDown={(event) => event.key === 'Enter' && keepName()}
      />
      <Select
        label="Severity levels"
        value={settings.taxonomyId}
        onChange={(taxonomyId) => void change({ taxonomyId })}
        options={taxonomies.map(({ id, name: label }) => ({ value: id, label }))}
      />
      <Select
        label="Appearance"
        value={settings.theme}
        onChange={(theme) => void change({ theme })}
        options={[
          { value: 'system', label: 'As the system' },
          { value: 'dark', label: 'Dark' },
          { value: 'light', label: 'Light' },
        ]}
      />
      <Select
        label="Text size"
        value={String(settings.textScale)}
        onChange={(scale) => void change({ textScale: Number(scale) })}
        options={withPresent(scales, settings.textScale).map((scale) => ({
          value: String(scale),
          label: `${Math.round(scale * 100)} %`,
        }))}
      />
      <Select
        label="Time zone"
        value={settings.timeZone}
        onChange={(timeZone) => void change({ timeZone })}
        options={zoneOptions(settings.timeZone)}
      />
      <Select
        label="Terminal text"
        value={String(settings.terminalFontSize)}
        onChange={(size) => void change({ terminalFontSize: Number(size) })}
        options={withPresent(fontSizes, settings.terminalFontSize).map((size) => ({
          value: String(size),
          label: `${size} px`,
        }))}
      />
      <Select
        className="col-span-2"
        label="Running a step of a runbook"
        value={settings.runMode}
        onChange={(runMode) => void change({ runMode })}
        options={[
          { value: 'send read-only', label: 'Send what only reads; put the rest at the prompt' },
          { value: 'insert always', label: 'Put every command at the prompt; I press Enter' },
        ]}
      />
      {problem && (
        <div className="col-span-2">
          <ErrorNote message={problem.message} action={problem.action} />
        </div>
      )}
      <RecordSettings />
    </div>
  );
}

/** A value that was set elsewhere stays choosable. */
function withPresent(values: readonly number[], present: number): readonly number[] {
  return [...new Set([...values, present])].sort((a, b) => a - b);
}
