import { z } from "zod";

/**
 * A text of something that has happened: trimmed, not empty, at most `most` characters. What PostgreSQL keeps in no text
 * (U+0000, half a surrogate pair) is replaced by U+FFFD, so that no sale waits for a character.
 */
export function recordedText(most: number) {
  return z
    .string()
    .overwrite((text) => text.replaceAll("\0", "\uFFFD").toWellFormed())
    .trim()
    .min(1)
    .max(most);
}

/** A name that people read: trimmed, not empty, no control characters, at most `most` characters. */
export function nameText(most: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}+$/u);
}
