import { z } from 'zod';
import type { MetricUnit } from './metrics/format.ts';
import { type Taxonomy, type VerificationLimits, verificationLimits } from './taxonomy.ts';

const limitNameSchema = z.enum(['errorRatePercent', 'p95Ms', 'watchMinutes']);
type LimitName = z.infer<typeof limitNameSchema>;

/** What a taxonomy's limit is worth in the unit of a panel; a pair that is not here can't be compared. */
const factors: Readonly<Record<LimitName, Readonly<Partial<Record<PanelUnit, number>>>>> = {
  errorRatePercent: { ratio: 0.01 },
  p95Ms: { seconds: 0.001 },
  watchMinutes: { seconds: 60 },
};

/** The units of panels; the same words as `MetricUnit`. */
export const panelUnitSchema = z.enum([
  'ratio',
  'seconds',
  'per second',
  'count',
  'bytes',
  'none',
] satisfies MetricUnit[]);
type PanelUnit = MetricUnit;

/** A figure in the panel's unit, or the name of a limit that the taxonomy sets. */
const limitSchema = z.union([z.number(), limitNameSchema], {
  error: `has to be a number, or one of ${limitNameSchema.options.join(', ')}`,
});

/** Which panel answers an item, and how. */
const answerSchema = z
  .strictObject({
    /** The panel's id: `latency`. */
    id: z.string().min(1).max(100),
    /** The series by its legend: `p95`. Absent: all of them are shown, and the limit holds for each. */
    series: z.string().min(1).max(100).optional(),
    /** The newest sample, or the greatest that is drawn. */
    reduce: z.enum(['last', 'max']),
    /** The panel's unit. */
    unit: panelUnitSchema,
    limit: z.strictObject({ below: limitSchema.optional(), above: limitSchema.optional() }).optional(),
  })
  .superRefine(({ unit, limit = {} }, context) => {
    for (const [side, value] of Object.entries(limit)) {
      if (typeof value !== 'string' || factors[value][unit] !== undefined) continue;
      const message = `can't be ${value}, which is no figure in the unit ${unit}`;
      context.addIssue({ code: 'custom', path: ['limit', side], message });
    }
  });

/** `{{ p95Ms }}` in a text stands for the taxonomy's limit. */
const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

const itemSchema = z.strictObject({
  id: z.string().min(1).max(100),
  text: z
    .string()
    .min(1)
    .max(300)
    .superRefine((text, context) => {
      for (const [, name = ''] of text.matchAll(PLACEHOLDER)) {
        if (limitNameSchema.safeParse(name).success) continue;
        const message = `names no limit: {{ ${name} }}; known are ${limitNameSchema.options.join(', ')}`;
        context.addIssue({ code: 'custom', message });
      }
    }),
  panel: answerSchema.optional(),
});

/** `resources/checklists/*.yaml`, or a team's own file. */
export const checklistFileSchema = z.strictObject({
  id: z.string().min(1).max(100),
  title: z.string().min(1).max(200),
  /** When it is offered. */
  when: z.enum(['triage', 'assess', 'before resolved']),
  items: z
    .array(itemSchema)
    .min(1)
    .max(100)
    .superRefine((items, context) => {
      for (const [index, { id }] of items.entries()) {
        if (items.findIndex((other) => other.id === id) === index) continue;
        const message = `has to be another one: there is an item ${id} before`;
        context.addIssue({ code: 'custom', path: [index, 'id'], message });
      }
    }),
});
export type ChecklistFile = z.infer<typeof checklistFileSchema>;

/** What a value is held to, in the panel's unit. */
export interface ItemLimit {
  readonly below?: number | undefined;
  readonly above?: number | undefined;
  readonly unit: PanelUnit;
}

export interface ChecklistItem {
  readonly id: string;
  readonly text: string;
  /** The panel whose present value is shown beside it. */
  readonly panelId?: string;
  /** Legend of the series that answers; absent: all of them. */
  readonly series?: string;
  readonly reduce?: 'last' | 'max';
  readonly limit?: ItemLimit;
}

export interface ResolvedChecklist {
  readonly id: string;
  readonly title: string;
  readonly when: ChecklistFile['when'];
  readonly items: ChecklistItem[];
}

const order: readonly ChecklistFile['when'][] = ['triage', 'assess', 'before resolved'];

/** The lists in the order of the work, with the limits of the taxonomy in their texts and beside their panels. */
export function checklistsFor(
  files: readonly ChecklistFile[],
  taxonomy: Pick<Taxonomy, 'verification'>,
): ResolvedChecklist[] {
  const limits = verificationLimits(taxonomy);
  return [...files]
    .sort((a, b) => order.indexOf(a.when) - order.indexOf(b.when))
    .map(({ id, title, when, items }) => ({ id, title, when, items: items.map((item) => resolveItem(item, limits)) }));
}

/** Whether a present value, in the panel's unit, keeps a limit; undefined where there is no value, which proves nothing. */
export function isWithin({ below, above }: ItemLimit, value: number | null | undefined): boolean | undefined {
  if (value === null || value === undefined || Number.isNaN(value)) return undefined;
  return (below === undefined || value < below) && (above === undefined || value > above);
}

function resolveItem({ id, text, panel }: ChecklistFile['items'][number], limits: VerificationLimits): ChecklistItem {
  const filled = text.replace(PLACEHOLDER, (whole, name: string) => {
    const known = limitNameSchema.safeParse(name);
    return known.success ? String(limits[known.data]) : whole;
  });
  if (panel === undefined) return { id, text: filled };
  const { unit, series, reduce } = panel;
  const resolve = (limit: number | LimitName) =>
    // Six digits: 1 % of nothing but a fraction must not come out as 0.010000000000000002.
    typeof limit === 'number' ? limit : Number((limits[limit] * (factors[limit][unit] ?? 1)).toPrecision(6));
  const { below, above } = panel.limit ?? {};
  const bounded = below !== undefined || above !== undefined;
  return {
    id,
    text: filled,
    panelId: panel.id,
    reduce,
    ...(series !== undefined && { series }),
    ...(bounded && {
      limit: {
        ...(below !== undefined && { below: resolve(below) }),
        ...(above !== undefined && { above: resolve(above) }),
        unit,
      },
    }),
  };
}
