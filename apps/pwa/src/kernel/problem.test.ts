import { errors } from "@balcao/shared/errors/registry";
import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { ProblemError, problemText, toProblem, worthRepeating } from "./problem.ts";

const refused = (data: unknown) =>
  new TRPCClientError("x", { result: { error: { code: -32000, message: "x", data } as never } });

test("a refusal of the server keeps its code and details", () => {
  const error = refused({
    code: "CONFLICT",
    httpStatus: 409,
    refusal: { code: "CONFLICT", details: { field: "name" } },
  });
  expect(toProblem(error)).toEqual({ kind: "refused", code: "CONFLICT", details: { field: "name" } });
});

test("no answer is offline, wherever it is caught", () => {
  expect(toProblem(new TypeError("Failed to fetch"))).toEqual({ kind: "offline" });
  expect(toProblem(TRPCClientError.from(new TypeError("Failed to fetch")))).toEqual({ kind: "offline" });
  expect(toProblem(new ProblemError({ kind: "offline" }))).toEqual({ kind: "offline" });
});

test("what nobody registered is a fault of ours, and a dead gateway is unavailable", () => {
  expect(toProblem(refused({ refusal: { code: "MADE_UP" } }))).toMatchObject({ code: "INTERNAL" });
  expect(toProblem("thrown")).toMatchObject({ code: "INTERNAL" });
  expect(toProblem(refused({ httpStatus: 502 }))).toMatchObject({ code: "UNAVAILABLE" });
});

test("only what may pass by itself is asked again", () => {
  expect(worthRepeating({ kind: "offline" })).toBe(true);
  expect(worthRepeating({ kind: "refused", code: "FORBIDDEN", details: {} })).toBe(false);
  expect(worthRepeating({ kind: "refused", code: "TOO_MANY_REQUESTS", details: {} })).toBe(true);
});

test("every code has words in both languages", () => {
  for (const code of Object.keys(errors) as (keyof typeof errors)[]) {
    for (const language of ["pt", "en"] as const) {
      const text = problemText({ kind: "refused", code, details: {} }, language);
      expect(text.title.length * text.action.length).toBeGreaterThan(0);
    }
  }
});
