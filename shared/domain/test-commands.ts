import fc from 'fast-check';
import type { Command, CommandInput, CommandName } from './commands.ts';
import {
  actionHorizonSchema,
  actionKindSchema,
  actionPrioritySchema,
  detectionSourceSchema,
  type ImpactFact,
  linkKindSchema,
  momentSchema,
  noteKindSchema,
  reviewSectionSchema,
  reviewStatusSchema,
  roleSchema,
  statusSchema,
  updateAudienceSchema,
} from './events/index.ts';
import { T0, testEventId } from './test-events.ts';

const DAY = 86_400_000;

/** For tests only: what a careless or hostile sender may put where a text is expected. */
export const hostileText = fc.oneof(
  { weight: 16, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }) },
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    ' ',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '\ud83d',
    '\udc00x',
    '\u0000',
    '\u202egnp.exe',
    '<script>alert(1)</script>',
    '| a | b |\n|---|---|',
    '{{ incident.title }}{% raw %}',
    '$(rm -rf /)',
    '\r\n',
    'x'.repeat(400),
    'y'.repeat(100_001),
  ),
);

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
/** Ids that are there, and some that are not. */
const eventId = fc.integer({ min: 1, max: 12 }).map(testEventId);
/** Ids that `newId` of the property gives, and some that it never gave. */
const itemId = fc.integer({ min: 501, max: 506 }).map(testEventId);
const instant = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: T0 - DAY, max: T0 + 2000 }) },
  fc.constantFrom(0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, 8.64e15 + 1, Number.MAX_SAFE_INTEGER),
);
const oneOf = <const Values extends readonly string[]>({ options }: { readonly options: Values }) =>
  fc.constantFrom<Values[number]>(...(options as readonly Values[number][]));
const at = { occurredAt: optional(instant) };
const reason = optional(hostileText);
const name = fc.oneof(fc.constantFrom('Ada Winter', ' Jon Reyes ', 'Mira'), hostileText);
const day = fc.oneof(
  fc.constantFrom('2026-11-19', '2026-11-20', '2027-01-31', '2026-02-30', '9999-12-31'),
  hostileText,
);
const figure = fc.oneof(fc.nat(), fc.integer(), fc.double(), fc.constant(null));
const severity = fc.oneof(fc.constantFrom('SEV-1', 'SEV-2', 'SEV-3', 'SEV-4', 'SEV-9'), hostileText);

const fact: fc.Arbitrary<ImpactFact> = fc.oneof(
  fc.record({
    field: fc.constantFrom('users affected', 'requests failed', 'customer tickets', 'share of users'),
    value: figure,
  }),
  fc.record({
    field: fc.constant('revenue'),
    value: fc.option(fc.record({ amount: fc.double(), currency: hostileText }), { nil: null }),
  }),
  fc.record({
    field: fc.constant('SLA'),
    value: fc.record({ breached: fc.boolean(), target: optional(hostileText), measured: optional(hostileText) }),
  }),
  fc.record({
    field: fc.constant('data loss'),
    value: fc.record({ extent: fc.constantFrom('none', 'suspected', 'confirmed'), detail: optional(hostileText) }),
  }),
  fc.record({ field: fc.constantFrom('regions', 'services'), value: fc.array(hostileText, { maxLength: 3 }) }),
) as fc.Arbitrary<ImpactFact>;

const item = {
  title: hostileText,
  owner: optional(name),
  dueOn: optional(day),
  priority: oneOf(actionPrioritySchema),
  itemKind: oneOf(actionKindSchema),
  horizon: oneOf(actionHorizonSchema),
  link: optional(hostileText),
};

/** Input of every command, most of it sensible; a command without one does not compile. */
const inputs: { readonly [Name in CommandName]: fc.Arbitrary<unknown> } = {
  acknowledge: fc.record({ level: optional(fc.oneof(fc.constantFrom('L1', 'L2'), hostileText)), ...at }),
  changeStatus: fc.record({ to: oneOf(statusSchema), reason, ...at }),
  changeSeverity: fc.record({ to: severity, reason, ...at }),
  changeDetails: fc.record({
    changes: fc.record(
      {
        title: hostileText,
        summary: hostileText,
        services: fc.array(hostileText, { maxLength: 3 }),
        rootCauseTags: fc.array(hostileText, { maxLength: 3 }),
        drill: fc.boolean(),
        links: fc.dictionary(oneOf(linkKindSchema), hostileText, { maxKeys: 3 }),
      },
      { requiredKeys: [] },
    ),
    reason,
  }),
  setTimestamp: fc.record({ moment: oneOf(momentSchema), at: fc.option(instant, { nil: null }), reason }),
  assignRole: fc.record({ role: oneOf(roleSchema), personName: name, ...at }),
  handOverRole: fc.record({ role: oneOf(roleSchema), to: name, note: optional(hostileText) }),
  joinResponders: fc.record({ personName: name, reason, ...at }),
  leaveResponders: fc.record({ personName: name, reason, ...at }),
  escalate: fc.record({
    level: fc.oneof(fc.constantFrom('L1', 'L2'), hostileText),
    who: optional(name),
    contact: optional(hostileText),
    reason,
    ...at,
  }),
  addNote: fc.record({
    text: hostileText,
    noteKind: optional(oneOf(noteKindSchema)),
    pinned: optional(fc.boolean()),
    ...at,
  }),
  amendEntry: fc.record({
    eventId,
    text: optional(hostileText),
    noteKind: optional(oneOf(noteKindSchema)),
    at: optional(instant),
    reason: hostileText,
  }),
  retractEntry: fc.record({ eventId, reason: hostileText }),
  pin: fc.record({ eventId, pinned: fc.boolean() }),
  attach: fc.record({
    name: hostileText,
    mediaType: hostileText,
    size: fc.nat(),
    blob: fc.constantFrom('a'.repeat(64), '../../etc/passwd'),
    caption: optional(hostileText),
    ...at,
  }),
  tickChecklistItem: fc.record({
    checklistId: hostileText,
    itemId: hostileText,
    text: hostileText,
    checked: fc.boolean(),
    value: optional(hostileText),
    note: optional(hostileText),
  }),
  publishUpdate: fc.record({
    audience: oneOf(updateAudienceSchema),
    channels: optional(fc.array(hostileText, { maxLength: 3 })),
    publicStatus: hostileText,
    text: hostileText,
    templateId: optional(hostileText),
    ...at,
  }),
  changeImpact: fc.record({ fact, source: optional(hostileText), ...at }),
  addActionItem: fc.record(item),
  changeActionItem: fc.record({
    itemId,
    changes: fc.record(
      {
        ...item,
        owner: fc.option(name, { nil: null }),
        dueOn: fc.option(day, { nil: null }),
        link: fc.option(hostileText, { nil: null }),
        reopened: fc.constant(true),
      },
      { requiredKeys: [] },
    ),
  }),
  closeActionItem: fc.record({ itemId, outcome: fc.constantFrom('done', 'dropped'), reason, ...at }),
  writeReviewSection: fc.record({ section: oneOf(reviewSectionSchema), text: hostileText }),
  changeReviewStatus: fc.record({ to: oneOf(reviewStatusSchema), reason }),
};

const declare = fc.record({
  type: fc.constant('declare'),
  title: hostileText,
  severity,
  commander: optional(name),
  detectionSource: optional(oneOf(detectionSourceSchema)),
  detectedAt: optional(instant),
  drill: optional(fc.boolean()),
  simulated: fc.boolean(),
  ...at,
});

/** What others need: without notes nothing is amended, without items none is closed. */
const often: ReadonlySet<string> = new Set<CommandName>(['addNote', 'addActionItem', 'attach', 'assignRole']);
const opens = Object.entries(inputs).map(([type, input]) => ({
  weight: often.has(type) ? 4 : 1,
  arbitrary: input.map((value) => ({ type, ...(value as CommandInput<CommandName>) })),
}));

/** Any command, with members that are left out, or given as undefined, or that nobody should send. */
export const anyCommand = fc
  .oneof(declare, ...opens)
  .chain((command) =>
    fc
      .boolean()
      .map((given) =>
        given ? command : Object.fromEntries(Object.entries(command).filter(([, value]) => value !== undefined)),
      ),
  ) as fc.Arbitrary<Command>;
