import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { teamSchema } from '../domain/team.ts';
import { terminalProfilesSchema } from '../domain/terminal-profile.ts';
import { outcomeSchema } from './outcome.ts';

/** A line is about 1 KB in the page, and there may be 30 terminals. */
export const MAX_SCROLLBACK_LINES = 100_000;

/** Sizes in per cent of the window's width or of the column's height; `collapsed` names panes that are folded away. */
export const layoutSchema = z.object({
  columns: z.array(z.number()).length(3).optional(),
  metricsRows: z.array(z.number()).length(2).optional(),
  terminalRows: z.array(z.number()).length(2).optional(),
  collapsed: z.array(z.enum(['metrics', 'alerts', 'terminals', 'runbook', 'timeline'])).optional(),
  /** Column order, left to right. */
  order: z
    .array(z.enum(['metrics', 'terminals', 'timeline']))
    .length(3)
    .optional(),
});
export type Layout = z.infer<typeof layoutSchema>;

export const settingsSchema = z.object({
  /** Asked once per data directory; absent until then. */
  person: z.object({ personId: z.uuid(), name: z.string().trim().min(1).max(200) }).optional(),
  theme: z.enum(['system', 'dark', 'light']),
  /** IANA name, or 'local'. */
  timeZone: z.string(),
  textScale: z.number().min(0.8).max(2),
  taxonomyId: z.string(),
  /** read-only steps are sent and others inserted; or everything is inserted. */
  runMode: z.enum(['send read-only', 'insert always']),
  terminalFontSize: z.number().int().min(8).max(32),
  /** Lines that a page keeps above the screen of each terminal. */
  scrollbackLines: z.number().int().min(0).max(MAX_SCROLLBACK_LINES),
  /** What is selected in a terminal is on the clipboard at once. */
  copyOnSelect: z.boolean(),
  /** Ways to open a terminal, in the order of the menu; given to `update`, it replaces all of them. */
  terminalProfiles: terminalProfilesSchema,
  /** Contacts, links and channels; given to `update`, it replaces all of them. */
  team: teamSchema,
  /** Folders and git checkouts with runbooks beside the team's own, absolute paths. */
  runbookFolders: z.array(z.string().min(1).max(4096)).max(50),
  /** Steps that stand in every incident's header, in their order. */
  pinnedSteps: z
    .array(z.object({ runbookId: z.string(), stepId: z.string(), label: z.string().trim().min(1).max(60) }))
    .max(20),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settings = {
  get: oc.output(settingsSchema),
  update: oc
    .input(
      settingsSchema
        .omit({ person: true })
        .partial()
        .extend({ personName: z.string().trim().min(1).max(200).optional() }),
    )
    .output(outcomeSchema(settingsSchema, ['not-saved', 'invalid-team', 'invalid-profile'])),
  watch: oc.output(eventIterator(settingsSchema)),
  /** Why the settings were reset, when the file was found damaged. */
  notice: oc.output(z.object({ notice: z.string().optional() })),
  /** `scope` is an incident's id, or 'home'. */
  getLayout: oc.input(z.object({ scope: z.string() })).output(layoutSchema),
  saveLayout: oc
    .input(z.object({ scope: z.string(), layout: layoutSchema }))
    .output(outcomeSchema(z.object({}), ['not-saved'])),
};
