import { expect, test } from "vitest";
import { allows, isRole, mayGrant, permissions, permissionsOf, roles } from "./permissions.ts";

test("an administrator may do everything and grant every role", () => {
  expect(permissionsOf("administrator")).toEqual([...permissions]);
  expect(roles.every((role) => mayGrant("administrator", role))).toBe(true);
});

test("nobody grants a role that allows what their own does not", () => {
  for (const own of roles) {
    for (const other of roles) {
      if (!mayGrant(own, other)) continue;
      expect(permissions.filter((permission) => allows(other, permission) && !allows(own, permission))).toEqual([]);
    }
  }
  expect(mayGrant("store-manager", "administrator")).toBe(false);
  expect(mayGrant("cashier", "store-manager")).toBe(false);
});

test("a role of another program is none of ours", () => {
  expect(["owner", "admin", "member", "", "__proto__"].filter(isRole)).toEqual([]);
});
