import { z } from 'zod';

/** One line that a person typed as a name for something. */
export const titleSchema = z.string().trim().min(1).max(300);

/** Free text that a person typed. 100,000 characters is far more than a note needs and far less than hurts. */
export const textSchema = z.string().min(1).max(100_000);

/** What a person is called on the record. */
export const personNameSchema = z.string().trim().min(1).max(200);

/** Why something was done, where it may be left out. */
export const optionalReasonSchema = z.string().max(2000).optional();

/** Why something was done, where the record has to say it. */
export const reasonSchema = z.string().trim().min(1).max(2000);

/** A short line beside something else: a caption, a source, a channel. */
export const lineSchema = z.string().trim().min(1).max(500);

/** A web address, or the name of a channel or a ticket; only http and https become links on the screen. */
export const linkTargetSchema = z.string().trim().max(2048);

/** A calendar day, `2026-11-21`: due dates have no time of day and no zone. */
export const daySchema = z.iso.date();
