import type { StateCreator } from 'zustand';
import type { Client } from '#shared/contract/index.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import { servicesSilent } from './services-silent.ts';

/** What the incident panel is about, one tab each, in their order. */
export const panelSections = ['details', 'impact', 'people', 'checklists', 'updates', 'actions', 'review'] as const;
export type PanelSection = (typeof panelSections)[number];

type VerifyAnswer = Awaited<ReturnType<Client['journal']['verify']>>;
/** What checking a record found. */
export type VerifyReport = Extract<VerifyAnswer, { ok: true }>['value'];

export interface PanelSlice {
  readonly panelOpen: boolean;
  /** The one that is shown, or was when it was closed. */
  readonly panelSection: PanelSection;
  /** Counts up whenever somebody asks for the panel, so that it takes the focus. */
  readonly panelAsked: number;
  /** Opens the panel at a section, or where it was last. */
  showPanel(section?: PanelSection): void;
  hidePanel(): void;
  /** Closes an incident as a duplicate of another one. */
  mergeIncident(incidentId: string, intoId: string, reason?: string): Promise<Outcome<unknown>>;
  /** Checks chains, signatures and evidence of an incident. */
  verifyRecord(incidentId: string): Promise<Outcome<VerifyReport>>;
}

/** The panel beside the work: whether it is open and at what, and what only it asks for. */
export function createPanelSlice(client: Client): StateCreator<PanelSlice, [], [], PanelSlice> {
  return (set, get) => ({
    panelOpen: false,
    panelSection: 'details',
    panelAsked: 0,

    showPanel(section = get().panelSection) {
      set({ panelOpen: true, panelSection: section, panelAsked: get().panelAsked + 1 });
    },

    hidePanel() {
      set({ panelOpen: false });
    },

    mergeIncident: (incidentId, intoId, reason) =>
      client.incidents.merge({ incidentId, intoId, ...(reason && { reason }) }).catch(servicesSilent),

    verifyRecord: (incidentId) => client.journal.verify({ incidentId }).catch(servicesSilent),
  });
}
