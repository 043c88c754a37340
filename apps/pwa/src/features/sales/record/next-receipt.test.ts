import fc from "fast-check";
import { expect, test } from "vitest";
import { type LastReceipt, nextReceipt, noReceipt } from "./next-receipt.ts";

type Step =
  | "sale"
  | "other"
  | "sale beside another page's command"
  | "database lost"
  | "database older"
  | "others forgotten";

/** Plays what happens to a tablet. Returns the receipts that it gives. */
function receiptsOf(steps: readonly Step[]): number[] {
  const given: number[] = [];
  let sequence = 0;
  let kept = new Set<number>();
  let last: LastReceipt = noReceipt;
  let older = last;
  const other = () => kept.add((sequence += 1));
  const sell = (meanwhile: () => void) => {
    const others = [...kept].filter((one) => one > last.sequence).length;
    const next = nextReceipt({ deviceId: "device", sequence, last, others });
    meanwhile();
    sequence += 1;
    older = last;
    last = next;
    given.push(next.receipt);
  };
  for (const step of steps) {
    if (step === "sale") sell(() => undefined);
    else if (step === "sale beside another page's command") sell(other);
    else if (step === "other") other();
    else if (step === "database older") last = older;
    else kept = new Set();
    if (step === "database lost") last = noReceipt;
  }
  return given;
}

const step = fc.constantFrom<Step>(
  "sale",
  "other",
  "sale beside another page's command",
  "database lost",
  "database older",
  "others forgotten",
);

test("no receipt has the number of an earlier one, whatever the tablet goes through", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const given = receiptsOf(steps);
      expect(given).toEqual([...new Set(given)].toSorted((a, b) => a - b));
    }),
  );
});

test("as long as nothing is lost they are one, two, three", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom<Step>("sale", "other"), { maxLength: 30 }), (steps) => {
      const given = receiptsOf(steps);
      expect(given).toEqual(given.map((_, index) => index + 1));
    }),
  );
});
