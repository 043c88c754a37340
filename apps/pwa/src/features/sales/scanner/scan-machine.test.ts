import fc from "fast-check";
import { expect, test } from "vitest";
import { type Burst, type KeyStep, quiet, stepScan } from "./scan-machine.ts";
import { type ScannerSettings, usualScanner } from "./settings.ts";

const enter = { kind: "terminator", terminator: "cr" } as const;

/** Plays keys into a model of a text field, as the page would: what is let or replayed lands in it, a scan puts it back. */
function play(steps: readonly KeyStep[], { settings = usualScanner, field = "", editable = true } = {}) {
  let burst: Burst = quiet;
  let text = field;
  let before = field;
  const codes: string[] = [];
  for (const step of steps) {
    const [next, { key, replay, scan, restore }] = stepScan(burst, step, settings);
    text += replay;
    if (scan !== null) codes.push(scan.code);
    if (restore) text = before;
    if (step.kind === "character" && key === "let") {
      before = text;
      text += step.character;
    }
    burst = next;
  }
  return { text, codes, editable };
}

function typed(text: string, { at = 1000, every = 10, editable = true } = {}): KeyStep[] {
  return [...text].map((character, index) => ({ kind: "character", character, at: at + index * every, editable }));
}

const scanned = (code: string, at = 1000, editable = true): KeyStep[] => [
  ...typed(code, { at, editable }),
  { ...enter, at: at + code.length * 10 },
];

test("a scan into a focused field is a code and leaves the field as it was", () => {
  expect(play(scanned("7891000315507"), { field: "3*" })).toMatchObject({ codes: ["7891000315507"], text: "3*" });
});

test("a scan with nothing focused lets no character through", () => {
  expect(play(scanned("7891000315507", 1000, false))).toMatchObject({ codes: ["7891000315507"], text: "" });
});

test("twenty scans back to back are twenty codes", () => {
  const steps = Array.from({ length: 20 }, (_, n) => scanned(`78910003155${n + 10}`, 1000 + n * 150)).flat();
  expect(play(steps).codes).toHaveLength(20);
});

test("what a person types reaches the field whole and in order, however fast, and whenever they pause", () => {
  const key = fc.tuple(fc.constantFrom(..."abc1,* "), fc.integer({ min: 1, max: 200 }), fc.boolean());
  fc.assert(
    fc.property(fc.array(key, { maxLength: 30 }), (keys) => {
      let at = 0;
      const steps = keys.flatMap(([character, wait, paused]): KeyStep[] => {
        at += wait;
        const typedKey = { kind: "character", character, at, editable: true } as const;
        return paused ? [{ kind: "pause" }, typedKey] : [typedKey];
      });
      const { text, codes } = play([...steps, { kind: "pause" }]);
      expect(codes).toEqual([]);
      expect(text).toBe(keys.map(([character]) => character).join(""));
    }),
  );
});

test("Enter after slow typing is the person's own", () => {
  const steps: KeyStep[] = [...typed("arroz", { every: 120 }), { ...enter, at: 2000 }];
  expect(play(steps)).toMatchObject({ codes: [], text: "arroz" });
});

test("a scan tells how slow the scanner was at its slowest", () => {
  const steps: KeyStep[] = [...typed("78910", { every: 7 }), ...typed("0031", { at: 1060, every: 9 })];
  const last = { ...enter, at: 1090 };
  const [burst] = steps.reduce<ReturnType<typeof stepScan>>(
    ([before], step) => stepScan(before, step, usualScanner),
    [quiet, { key: "let", replay: "", scan: null, restore: false }],
  );
  expect(stepScan(burst, last, usualScanner)[1].scan).toEqual({ code: "789100031", slowest: 32 });
});

test("too few characters are not a code", () => {
  expect(play(scanned("12"))).toMatchObject({ codes: [], text: "12" });
});

test("a busy page that looks late still sees the scan, and puts the field back", () => {
  const code = typed("7891000315507");
  const steps: KeyStep[] = [...code.slice(0, 6), { kind: "pause" }, ...code.slice(6), { ...enter, at: 1130 }];
  expect(play(steps, { field: "12" })).toMatchObject({ codes: ["7891000315507"], text: "12" });
});

test("prefix, suffix and symbology identifier are not part of the code", () => {
  const settings: ScannerSettings = { ...usualScanner, prefix: "~", suffix: "#" };
  expect(play(scanned("~]E07891000315507#"), { settings }).codes).toEqual(["7891000315507"]);
});

test("without a terminator a pause ends the code", () => {
  const settings: ScannerSettings = { ...usualScanner, terminators: [] };
  expect(play([...typed("7891000315507"), { kind: "pause" }], { settings, field: "x" })).toMatchObject({
    codes: ["7891000315507"],
    text: "x",
  });
});

test("a terminator that is switched off belongs to the person", () => {
  const settings: ScannerSettings = { ...usualScanner, terminators: ["tab"] };
  expect(play(scanned("7891000315507"), { settings })).toMatchObject({ codes: [], text: "7891000315507" });
});
