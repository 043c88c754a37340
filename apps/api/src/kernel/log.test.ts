import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { createLog } from "./log.ts";

function written(log: (logger: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  log(createLog("info", { write: (line) => void lines.push(line) }));
  return lines.join("");
}

test.each(["cookie", "authorization", "password", "pin", "pinHash", "token", "document"])(
  "%s never reaches the log, however deep",
  (name) => {
    const secret = "s3cr3t";
    const entry = { [name]: secret, a: { [name]: secret, b: { [name]: secret, c: { [name]: secret } } } };
    expect(written((log) => log.info(entry, "entry"))).not.toContain(secret);
  },
);

test("a failed query leaves its statement and code in the log, and not its values", () => {
  const cause = Object.assign(new Error("duplicate key value violates unique constraint"), {
    code: "23505",
    constraint: "customer_document",
    detail: "Key (document)=(12345678909) already exists.",
  });
  const text = written((log) =>
    log.error({ err: new DrizzleQueryError("insert into customer values ($1)", ["12345678909"], cause) }, "failed"),
  );
  expect(text).toContain("23505");
  expect(text).toContain("customer_document");
  expect(text).toContain("insert into customer");
  expect(text).not.toContain("12345678909");
});
