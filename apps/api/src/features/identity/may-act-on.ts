import { mayGrant, type Role } from "@balcao/shared/identity/permissions";
import type { Principal } from "../../kernel/principal.ts";

/** Whether somebody may create, change or give a PIN to an operator of a role, without reaching above their own. */
export function mayActOn(principal: Principal, role: Role): boolean {
  return "role" in principal && principal.role !== null && mayGrant(principal.role, role);
}
