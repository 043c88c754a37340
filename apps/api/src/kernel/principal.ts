import type { Role } from "@balcao/shared/identity/permissions";

/** A signed-in login at work in one organization. */
export interface Person {
  readonly kind: "person";
  readonly personId: string;
  readonly organizationId: string;
  readonly role: Role;
}

/** An enrolled tablet by itself: it may pull, push and listen. */
export interface Device {
  readonly kind: "device";
  readonly deviceId: string;
  readonly deviceCode: string;
  readonly organizationId: string;
  readonly storeId: string;
}

/** A person acting on a device, named by the command that was pushed. `role` is null for one the store does not know (any more). */
export interface Operator extends Omit<Device, "kind"> {
  readonly kind: "operator";
  readonly operatorId: string;
  readonly role: Role | null;
}

export type Principal = Person | Device | Operator;
