import { useMemo, useState } from 'react';
import type { Session } from '#shared/contract/index.ts';
import { copyText } from '../../components/index.ts';
import { useStoreApi } from '../../store/index.ts';
import { describeOutcome, noteOfCommand, noteOfSelection, shortenLines } from './command-text.ts';
import type { SessionTerminal } from './session-terminal.ts';

/** A terminal, and the tab that it is. */
export interface Target {
  readonly session: Session;
  readonly terminal: SessionTerminal;
}

/** What can be done with commands in the scrollback and with what is selected there. */
export function useCommandActions() {
  const store = useStoreApi();
  /** Read out: what was jumped to. */
  const [announcement, setAnnouncement] = useState('');
  const actions = useMemo(() => {
    const say = (message: string, tone: 'ok' | 'neutral' | 'critical' = 'neutral', detail?: string) =>
      store.getState().showToast({ message, tone, ...(detail && { detail }) });
    const copy = async (text: string, what: string, detail?: string) => {
      if (await copyText(text)) say(`${what} copied`, 'ok', detail);
      else say(`${what} not copied`, 'critical', 'This window may not use the clipboard.');
    };
    const addNote = async (text: string) => {
      const answer = await store
        .getState()
        .addTerminalNote({ text, noteKind: 'observation', pinned: false }, shortenLines);
      if (answer.ok) say('Added to the timeline', 'ok');
      else say(`Not added: ${answer.error.message}`, 'critical', answer.error.action);
    };
    return {
      async copyCommand({ terminal }: Target, commandId: string) {
        const command = terminal.commands.find(commandId);
        if (command) await copy(command.commandLine, 'Command');
      },
      async copyOutput({ terminal }: Target, commandId: string) {
        const output = terminal.commands.outputOf(commandId);
        if (!output) say('Its output is no longer in the scrollback', 'neutral', 'The timeline has an excerpt.');
        else if (output.text === '') say('It printed nothing');
        else
          await copy(output.text, 'Output', output.whole ? undefined : 'Its beginning is no longer in the scrollback.');
      },
      async noteCommand({ terminal, session }: Target, commandId: string) {
        const command = terminal.commands.find(commandId);
        const output = terminal.commands.outputOf(commandId);
        if (!command) return;
        const { commandLine } = command;
        const outcome = describeOutcome(command);
        await addNote(noteOfCommand({ commandLine, outcome, tab: session.title, output: output?.text ?? '' }));
      },
      async copySelection({ terminal }: Target) {
        await copy(terminal.terminal.getSelection(), 'Selection');
      },
      async noteSelection({ terminal, session }: Target) {
        const selection = terminal.terminal.getSelection();
        if (selection.trim() === '') say('Nothing is selected', 'neutral', 'Select text in the terminal first.');
        else await addNote(noteOfSelection(selection, session.title));
      },
      /** Plays the recording from where the command began. */
      play({ session }: Target, commandId: string) {
        store.getState().showOverlay({ kind: 'recordings', place: { sessionId: session.sessionId, commandId } });
      },
      jump({ terminal }: Target, by: -1 | 1) {
        const command = terminal.commands.jump(by);
        setAnnouncement(
          command ? `${command.commandLine}: ${describeOutcome(command)}` : by === 1 ? 'At the prompt' : '',
        );
      },
      /** `act` on the command that was jumped to, else on the last one that ended. */
      withCurrent(target: Target, act: (target: Target, commandId: string) => unknown) {
        const { current, lastFinished } = target.terminal.commands;
        const command = current && !current.running ? current : lastFinished;
        if (command) void act(target, command.commandId);
        else say('No command has ended in this terminal yet');
      },
    };
  }, [store]);
  return { actions, announcement, announce: setAnnouncement };
}
