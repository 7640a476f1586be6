import type { StateCreator } from 'zustand';
import type { Client, Transcript } from '#shared/contract/index.ts';
import { type Outcome, succeed } from '#shared/domain/outcome.ts';
import { servicesSilent } from './services-silent.ts';

/** What a procedure answers when it went well. */
type Answer<Procedure extends keyof Client['transcripts']> =
  Awaited<ReturnType<Client['transcripts'][Procedure]>> extends infer Answered
    ? Answered extends { readonly ok: true; readonly value: infer Value }
      ? Value
      : never
    : never;

export type TranscriptPage = Answer<'read'>;
export type TranscriptMatches = Answer<'search'>;
export type { Transcript };

export interface TranscriptsSlice {
  /** Recordings of all incidents and the desk, newest first. */
  loadTranscripts(): Promise<Outcome<readonly Transcript[]>>;
  readTranscript(sessionId: string, from?: number): Promise<Outcome<TranscriptPage>>;
  /** Words in what terminals printed. */
  searchTranscripts(text: string, signal: AbortSignal): Promise<Outcome<TranscriptMatches>>;
  /** Where the command of an entry is recorded. `incidentId` undefined: the desk. */
  locateCommand(incidentId: string | undefined, eventId: string): Promise<Outcome<Answer<'locate'>>>;
  /** First and last lines of what a command printed. */
  readCommandText(sessionId: string, commandId: string): Promise<Outcome<Answer<'commandText'>>>;
  exportTranscript(sessionId: string, format: 'cast' | 'text'): Promise<Outcome<Answer<'export'>>>;
}

/** Recordings, as the services have them. It keeps nothing: what is played stays with the player. */
export function createTranscriptsSlice(client: Client): StateCreator<TranscriptsSlice, [], [], TranscriptsSlice> {
  return () => ({
    loadTranscripts: () => client.transcripts.list({}).then(succeed, servicesSilent),
    readTranscript: (sessionId, from = 0) => client.transcripts.read({ sessionId, from }).catch(servicesSilent),
    searchTranscripts: (text, signal) => client.transcripts.search({ text }, { signal }).catch(servicesSilent),
    locateCommand: (incidentId, eventId) =>
      client.transcripts.locate({ eventId, ...(incidentId === undefined ? {} : { incidentId }) }).catch(servicesSilent),
    readCommandText: (sessionId, commandId) =>
      client.transcripts.commandText({ sessionId, commandId }).catch(servicesSilent),
    exportTranscript: (sessionId, format) => client.transcripts.export({ sessionId, format }).catch(servicesSilent),
  });
}
