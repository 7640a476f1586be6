import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FilterImplOptions, Liquid } from 'liquidjs';
import { sizeText } from '#shared/domain/describe-evidence.ts';
import { formatDuration } from '#shared/domain/duration.ts';
import type { PostMortemEntry } from '#shared/domain/post-mortem-timeline.ts';
import { createZonedTime } from '#shared/domain/zoned-time.ts';
import { codeSpan, escapeProse, escapeText, fencedBlock, tidyBlankLines } from './markdown-text.ts';

export interface Template {
  readonly name: string;
  readonly source: string;
  /** SHA-256 of the source, named in the document. */
  readonly hash: string;
}

/** Reads a shipped post-mortem template, `resources/templates/postmortem/NAME.md.liquid`; throws when it is missing. */
export async function readTemplate(resourcesDir: string, name: string): Promise<Template> {
  const bytes = await readFile(join(resourcesDir, 'templates', 'postmortem', `${name}.md.liquid`));
  return { name, source: bytes.toString('utf8'), hash: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * Fills a template. Whatever it prints is escaped for Markdown unless a filter made it code, so no text of the record
 * can become markup. `zone` is an IANA name for the second column of times; undefined prints UTC alone.
 */
export function renderTemplate(template: Template, model: object, zone: string | undefined): string {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    outputEscape: (value) => (value === undefined || value === null ? '' : escapeText(String(value))),
  });
  const inZone = zone === undefined ? undefined : createZonedTime(zone);
  const zoned = (instant: number) =>
    inZone ? `${inZone.day(instant)} ${inZone.seconds(instant)} ${inZone.zoneName(instant)}` : '';
  // Figures and times hold nothing to escape, and must not change by a mark.
  const raw = (name: string, handler: Extract<FilterImplOptions, (...args: never[]) => unknown>) =>
    engine.registerFilter(name, { raw: true, handler });
  raw('utc', toUtc);
  raw('utc_exact', (instant: number) => new Date(instant).toISOString());
  raw('zoned', zoned);
  raw('both_times', (instant: number) => `${toUtc(instant)} UTC${inZone ? ` (${zoned(instant)})` : ''}`);
  raw('size', sizeText);
  raw('duration', (ms: number) => formatDuration(ms));
  raw('prose', (text: unknown) => escapeProse(String(text ?? '')));
  raw('code', (text: unknown) => codeSpan(text === undefined ? '' : String(text)));
  raw('fence', (text: unknown, language: string) => fencedBlock(String(text ?? ''), language));
  // Liquid's own `capitalize` lowers the rest: "TTR" would become "Ttr".
  engine.registerFilter('sentence_case', (text: string) => text.charAt(0).toUpperCase() + text.slice(1));
  engine.registerFilter('details', detailsOf);
  return tidyBlankLines(engine.parseAndRenderSync(template.source, { ...model, zone }));
}

/** "2026-11-20 14:03:09". */
function toUtc(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
}

/** What an entry says beside its first line, without what the columns of the table say already. */
function detailsOf(entry: PostMortemEntry): string {
  const said = new Set([entry.actorName, ...(entry.category === 'note' ? [entry.label] : [])]);
  return entry.details.filter((detail) => !said.has(detail)).join(' · ');
}
