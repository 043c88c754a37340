import { expect, test } from "vitest";
import { defineMessages, plural } from "./messages.ts";

test("one alone is singular, in both languages", () => {
  const forms = { one: "one", other: "other" };
  expect([0, 1, 2].map((count) => plural("pt", count, forms))).toEqual(["other", "one", "other"]);
  expect([0, 1, 2].map((count) => plural("en", count, forms))).toEqual(["other", "one", "other"]);
});

test("a message with parameters speaks each language", () => {
  const messages = defineMessages({
    pt: { greet: (name: string) => `Olá, ${name}` },
    en: { greet: (name) => `Hello, ${name}` },
  });
  expect([messages.pt.greet("Ana"), messages.en.greet("Ana")]).toEqual(["Olá, Ana", "Hello, Ana"]);
});

test("a key missing in a language does not compile", () => {
  // @ts-expect-error -- `no` is missing in English
  expect(defineMessages({ pt: { yes: "Sim", no: "Não" }, en: { yes: "Yes" } })).toBeDefined();
});
