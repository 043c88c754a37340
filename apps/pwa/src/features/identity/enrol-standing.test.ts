import type { DeviceIdentity } from "@balcao/sync/client/ports";
import { expect, test } from "vitest";
import { enrolStanding } from "./enrol-standing.ts";

const identity: DeviceIdentity = {
  deviceId: "device",
  deviceCode: "A1",
  organizationId: "chain",
  organizationName: "Rede",
  storeId: "store",
  storeCode: "01",
};
const holding = (unsent: number, refused = 0) => ({ identity, unsent, refused });

test("a browser that never was a tablet becomes a new one", () => {
  expect(enrolStanding({ identity: null, unsent: 0, refused: 0 }, "chain", "store")).toEqual({ kind: "new" });
});

test("a tablet enrolled again in its store stays the same device, whatever it still holds", () => {
  expect(enrolStanding(holding(3, 1), "chain", "store")).toEqual({ kind: "same", identity });
});

test("a tablet moves to another store of its chain only once everything is sent", () => {
  expect(enrolStanding(holding(2), "chain", "other store")).toEqual({ kind: "held", identity, entries: 2 });
  expect(enrolStanding(holding(0, 1), "chain", "other store")).toEqual({ kind: "same", identity });
});

test("a tablet never takes anything into another chain", () => {
  expect(enrolStanding(holding(0), "other chain", "other store")).toEqual({ kind: "new" });
  expect(enrolStanding(holding(1), "other chain", "other store").kind).toBe("held");
  expect(enrolStanding(holding(0, 1), "other chain", "other store").kind).toBe("held");
});
