import { homedir } from 'node:os';
import type { Settings } from '#shared/contract/index.ts';
import type { WireEvent } from '#shared/domain/events/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { Recorder } from '../incidents/recorder.ts';
import type { Handlers } from '../rpc/handlers.ts';
import { type AttachedTexts, createAttachedTexts } from './attached.ts';
import { createRunbookEditing } from './editing/editing.ts';
import { type Library, openLibrary } from './library/library.ts';
import { prepareStep } from './prepare-step.ts';
import { rememberParameters } from './remember-parameters.ts';
import { openRiskRules } from './risk/team-rules.ts';
import { createSecretMemory, type SecretMemory } from './secret-memory.ts';
import { refuseToSendThere } from './send-gate.ts';
import { loadBashParser } from './shell/bash.ts';
import type { ParseShell } from './shell/script.ts';
import { createShellBlocks, type ShellBlocks } from './shell-blocks.ts';
import type { StepTerminals } from './step-terminals.ts';

export interface RunbooksDependencies {
  /** The shipped `resources/`: `runbooks/` and `risk/rules.yaml` are read from it. */
  readonly resourcesDir: string;
  /** The team's own runbooks lie in its `runbooks/`. */
  readonly dataDir: string;
  readonly recorder: Recorder;
  /** All events of an incident in fold order; empty for an unknown one. */
  readonly events: (incidentId: string) => readonly WireEvent[];
  readonly terminals: StepTerminals;
  /** Asked at every step, so that a change counts at once. */
  readonly settings: {
    readonly runMode: () => Settings['runMode'];
    /** Folders and checkouts with runbooks beside the team's own. Default: none. */
    readonly runbookFolders?: () => readonly string[];
    /** Yields whenever they may be others. */
    readonly changes?: (signal: AbortSignal) => AsyncIterable<unknown>;
  };
  /** What is treated as shell. Default: for this run only. */
  readonly shellBlocks?: ShellBlocks;
  /** The terminals redact with the same one. */
  readonly secrets?: SecretMemory;
  /** UTC ms. */
  readonly now?: () => number;
}

export type RunbooksService = ReturnType<typeof createRunbooksService>;

interface Loaded {
  readonly library: Library;
  readonly attached: AttachedTexts;
  readonly parseShell: ParseShell;
  readonly risk: ReturnType<typeof openRiskRules>;
}

/**
 * The library of runbooks, and the way of their steps into terminals and record. It is read when the first call asks
 * for it: about a second of work that no start has to wait for.
 */
export function createRunbooksService(dependencies: RunbooksDependencies) {
  const { recorder, terminals, settings } = dependencies;
  const secrets = dependencies.secrets ?? createSecretMemory();
  const shellBlocks = dependencies.shellBlocks ?? createShellBlocks();
  const closing = new AbortController();
  let loading: Promise<Loaded> | undefined;
  const loaded = (): Promise<Loaded> => {
    loading ??= load(dependencies, shellBlocks, closing.signal);
    return loading;
  };

  const findRunbook = async (runbookId: string) => {
    const { library } = await loaded();
    // Right after the start an added folder may not have been looked at.
    if (!library.get(runbookId)) await library.whole;
    const entry = library.get(runbookId);
    if (entry) return entry.content;
    return fail('unknown-runbook', 'This runbook is no longer in the library.', 'Choose another one.');
  };

  const findAttachedStep = async (incidentId: string, runbookId: string, stepId: string) => {
    const { attached } = await loaded();
    const found = await attached.read(incidentId, runbookId);
    if (!found.ok) return found;
    const { content } = found.value;
    const step = content.runbook.steps.find(({ id }) => id === stepId);
    return step
      ? succeed({ ...content, step })
      : fail(
          'unknown-step',
          'The runbook was changed and no longer has this step.',
          'Look for it in the runbook again.',
        );
  };

  const handlers = {
    ...createRunbookEditing({
      recorder,
      events: dependencies.events,
      loaded: async () => {
        const { library, parseShell, risk } = await loaded();
        return { library, parseShell, rules: risk.rules };
      },
    }),
    async *watchLibrary(_, { signal }) {
      const { library } = await loaded();
      for await (const entries of library.watch(signal)) yield entries.map(({ summary }) => summary);
    },
    async *watchFolders(_, { signal }) {
      const { library } = await loaded();
      for await (const folders of library.watchFolders(signal)) yield [...folders];
    },
    async *watchRiskRules(_, { signal }) {
      const { risk } = await loaded();
      yield* risk.watch(signal);
    },
    async get({ runbookId, incidentId }) {
      const file = await findRunbook(runbookId);
      if (incidentId === undefined) {
        return file.ok ? succeed({ runbook: file.value.runbook, newerFile: false }) : file;
      }
      const { attached, library } = await loaded();
      const followed = await attached.read(incidentId, runbookId);
      if (!followed.ok) return followed;
      const newerFile = file.ok && !Buffer.from(file.value.bytes).equals(followed.value.content.bytes);
      return succeed({ runbook: library.connect(followed.value.content.runbook), newerFile });
    },
    async treatAsShell({ runbookId, shellId, treat }) {
      const { library } = await loaded();
      const found = await findRunbook(runbookId);
      const blocks = found.ok ? found.value.runbook.blocks : [];
      const isThere = blocks.some((block) => block.type === 'code' && block.shellId === shellId);
      if (!isThere && !shellBlocks.of(runbookId).has(shellId)) {
        return fail('unknown-runbook', 'This runbook has no such block any more.', 'Look at it again.');
      }
      const saved = shellBlocks.set(runbookId, shellId, treat);
      if (saved.ok) await library.lookAgain();
      return saved;
    },
    async setParameters({ incidentId, runbookId, values }) {
      const { attached } = await loaded();
      const found = await attached.read(incidentId, runbookId);
      if (!found.ok) return found;
      return rememberParameters(recorder, incidentId, found.value.content.runbook, values);
    },
    async attach({ incidentId, runbookId }) {
      const incident = recorder.incident(incidentId);
      if (!incident) return unknownIncident();
      const found = await findRunbook(runbookId);
      if (!found.ok) return found;
      const kept = keepText(recorder, found.value.bytes);
      if (!kept.ok) return kept;
      const blob = kept.value;
      const attached = incident.runbooks.find((present) => present.runbookId === runbookId);
      // The same text again is no news; a changed file is attached anew, so that the record shows what was followed.
      if (attached?.blob === blob) return succeed({ events: [] });
      const { title } = found.value.runbook;
      const recorded = recorder.record(
        incidentId,
        [{ kind: 'runbookAttached', payload: { runbookId, title, blob } }],
        'person',
      );
      return recorded.ok ? succeed({ events: [...recorded.value.events] }) : recorded;
    },
    async runStep(input) {
      const { parseShell, risk, library } = await loaded();
      const found = await findAttachedStep(input.incidentId, input.runbookId, input.stepId);
      if (!found.ok) return found;
      const { runbook, declared, step } = found.value;
      // A step that has a name keeps its id while its command is changed: another page may have attached the new text.
      if (input.command !== undefined && input.command !== step.command) {
        return fail(
          'unknown-step',
          'The runbook was attached anew, and this step is another command now, so nothing was run.',
          'Read the step again, then run it.',
        );
      }
      const prepared = prepareStep({
        ...input,
        runbook,
        step,
        declared,
        runMode: settings.runMode(),
        parseShell,
        rules: risk.rules,
      });
      if (!prepared.ok) return prepared;
      const session = terminals.sessions().find(({ sessionId }) => sessionId === input.sessionId);
      if (session?.incidentId !== undefined && session.incidentId !== input.incidentId) {
        return fail(
          'unknown-session',
          'This terminal belongs to another incident, so nothing was put there.',
          'Run the step in a tab of this incident.',
        );
      }
      const refusal = input.submit
        ? refuseToSendThere(step, {
            cwd: session?.cwd,
            runbookPath: library.get(runbook.id)?.summary.path,
            home: homedir(),
          })
        : undefined;
      if (refusal) return refusal;
      const { text, recorded, risk: level, confirmedTarget, secretValues } = prepared.value;
      // A full disk is told by the terminal that runs the step, and keeps nobody from running it.
      rememberParameters(recorder, input.incidentId, runbook, input.parameters);
      // Before the shell can echo them.
      for (const value of secretValues) secrets.remember(value);
      const inserted = terminals.insert(input.sessionId, text, {
        submit: input.submit,
        step: {
          runbookId: runbook.id,
          stepId: step.id,
          number: runbook.steps.indexOf(step) + 1,
          title: step.title,
          risk: level,
          ...(confirmedTarget === undefined ? {} : { confirmedTarget }),
        },
      });
      return inserted.ok ? succeed({ commandLine: recorded, submitted: input.submit }) : inserted;
    },
    async skipStep({ incidentId, runbookId, stepId, reason }) {
      const found = await findAttachedStep(incidentId, runbookId, stepId);
      if (!found.ok) return found;
      const payload = { runbookId, stepId, title: found.value.step.title, ...(reason ? { reason } : {}) };
      const recorded = recorder.record(incidentId, [{ kind: 'stepSkipped', payload }], 'person');
      return recorded.ok ? succeed({ events: [...recorded.value.events] }) : recorded;
    },
  } satisfies Handlers<'runbooks'>;

  return {
    ...handlers,
    close: async (): Promise<void> => {
      closing.abort();
      const opened = await loading?.catch(() => undefined);
      opened?.library.close();
      opened?.risk.close();
    },
  };
}

async function load(
  { resourcesDir, dataDir, recorder, settings, now = Date.now }: RunbooksDependencies,
  shellBlocks: ShellBlocks,
  signal: AbortSignal,
): Promise<Loaded> {
  const parseShell = await loadBashParser();
  const risk = openRiskRules({ resourcesDir, dataDir });
  const reader = { parseShell, rules: risk.rules, shellIds: shellBlocks.of };
  const attached = createAttachedTexts(recorder, reader);
  const opening = openLibrary({ ...reader, resourcesDir, dataDir, extraFolders: settings.runbookFolders, now });
  // What changes while the library opens is seen as well.
  void follow(settings.changes, signal, async () => (await opening).lookAgain());
  void follow(risk.watch, signal, async () => {
    attached.forget();
    await (await opening).readAgain();
  });
  return { parseShell, risk, attached, library: await opening };
}

/** Calls `onChange` for every change after the present state, until `signal` aborts. */
async function follow(
  watch: ((signal: AbortSignal) => AsyncIterable<unknown>) | undefined,
  signal: AbortSignal,
  onChange: () => Promise<void>,
): Promise<void> {
  if (!watch) return;
  let isFirst = true;
  for await (const _ of watch(signal)) {
    // A library that can't be opened is told to everybody who asks for it.
    if (!isFirst) await onChange().catch(() => undefined);
    isFirst = false;
  }
}

function keepText(recorder: Recorder, bytes: Uint8Array): Outcome<string, 'not-saved'> {
  try {
    return succeed(recorder.putBlob(bytes));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail(
      'not-saved',
      `The runbook was not attached: its text could not be kept: ${why}.`,
      'Free some space and try again.',
    );
  }
}

const unknownIncident = () =>
  fail('unknown-incident', 'There is no such incident here.', 'Open it from the list of incidents.');
