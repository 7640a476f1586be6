import {
  type ReviewSection,
  type ReviewStatus,
  reviewSectionSchema,
  reviewStatusSchema,
} from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';

export const reviewSections: readonly ReviewSection[] = reviewSectionSchema.options;
export const reviewStatuses: readonly ReviewStatus[] = reviewStatusSchema.options;

/** What a section is for, in the words of whoever has to fill it. */
export const sectionHints: Readonly<Record<ReviewSection, string>> = {
  'executive summary': 'What happened, whom it hurt and what is done about it, for whoever reads nothing else.',
  'what happened': 'The course of it, in order.',
  'lead-up': 'What went on before: releases, changes, load.',
  trigger: 'What set it off.',
  'root cause': 'Why that could happen at all.',
  'contributing factors': 'What made it likelier, worse or longer.',
  'five whys': 'Why, and why that, until it is something that can be changed.',
  detection: 'How it was noticed, and how it could have been sooner.',
  response: 'How people came together, and what slowed them down.',
  mitigation: 'What stopped the harm.',
  resolution: 'What ended it for good.',
  'what went well': 'What is worth keeping.',
  'what went badly': 'What made it harder than it had to be.',
  'where we got lucky': 'What could have made it worse, and did not.',
  lessons: 'What others can learn from it.',
  prevention: 'What keeps it from coming back; the action items say who does it.',
  'supporting information': 'Links, graphs, tickets, earlier incidents.',
};

export const statusHints: Readonly<Record<ReviewStatus, string>> = {
  draft: 'Being written',
  'in review': 'Others read it and object',
  approved: 'Agreed; ends the clock of the review',
  published: 'Sent to its readers',
};

/** How many sections say something. */
export function countWritten({ sections }: Incident['review']): number {
  return reviewSections.filter((section) => isFilled(sections[section]?.text)).length;
}

export function isFilled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}
