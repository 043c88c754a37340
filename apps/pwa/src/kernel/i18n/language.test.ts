import { expect, test } from "vitest";
import { browserLanguage } from "./language.ts";

test("Portuguese is spoken unless English is wanted first", () => {
  expect(browserLanguage([])).toBe("pt");
  expect(browserLanguage(["fr-FR", "de"])).toBe("pt");
  expect(browserLanguage(["pt-PT", "en"])).toBe("pt");
  expect(browserLanguage(["fr", "en-GB", "pt-BR"])).toBe("en");
});
