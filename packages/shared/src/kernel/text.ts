import { z } from "zod";

/** A name that people read: trimmed, not empty, no control characters, at most `most` characters. */
export function nameText(most: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}+$/u);
}
