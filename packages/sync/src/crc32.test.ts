import { crc32 as zlibCrc32 } from "node:zlib";
import { expect, test } from "vitest";
import { crc32 } from "./crc32.ts";

test.each([
  "",
  "a",
  "list_price 0197a000-0001-7801-8000-000000000001 42",
  "pão de açúcar",
  "café",
  "€",
  "🥖 e 🧀",
  "a\u{7f}b\u{80}",
  "x".repeat(300),
  `${"café ".repeat(99)}fim`,
])("the sum of %j is zlib's of its UTF-8 bytes", (text) => expect(crc32(text)).toBe(zlibCrc32(text)));
