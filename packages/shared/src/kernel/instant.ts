import { z } from "zod";

/** A moment as ISO 8601 text in UTC. The year 0000, which ISO 8601 has, is none that PostgreSQL knows. */
export const instant = z.iso.datetime().refine((text) => !text.startsWith("0000"), { error: "there is no such year" });
