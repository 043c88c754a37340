/** The roles of domain.md, in the order a screen lists them. One role per person and organization. */
export const roles = ["cashier", "stock-clerk", "buyer", "approver", "store-manager", "administrator"] as const;
export type Role = (typeof roles)[number];

/** Everything that can be allowed or refused. A procedure names exactly one. */
export const permissions = [
  "sales.record",
  "sales.read",
  "cash-sessions.operate",
  "catalog.read",
  "catalog.edit",
  "catalog.import",
  "customers.read",
  "customers.edit",
  "stock.read",
  "stock.adjust",
  "stores.read",
  "stores.edit",
  "devices.read",
  "devices.enrol",
  "devices.revoke",
  "devices.review",
  "devices.rescue",
  "operators.read",
  "operators.edit",
  "people.read",
  "people.edit",
  "audit.read",
  "operations.read",
] as const;
export type Permission = (typeof permissions)[number];

const counter: readonly Permission[] = [
  "sales.record",
  "sales.read",
  "cash-sessions.operate",
  "catalog.read",
  "customers.read",
  "stock.read",
  "stores.read",
];

const manager: readonly Permission[] = [
  ...counter,
  "customers.edit",
  "stock.adjust",
  "catalog.edit",
  "catalog.import",
  "devices.read",
  "devices.enrol",
  "devices.revoke",
  "devices.review",
  "devices.rescue",
  "operators.read",
  "operators.edit",
  "people.read",
];

const granted: Record<Role, ReadonlySet<Permission>> = {
  cashier: new Set(counter),
  "stock-clerk": new Set<Permission>(["catalog.read", "stock.read", "stock.adjust", "stores.read"]),
  buyer: new Set<Permission>(["catalog.read", "catalog.edit", "stock.read", "stores.read"]),
  approver: new Set<Permission>(["catalog.read", "stock.read", "stores.read", "sales.read"]),
  "store-manager": new Set(manager),
  administrator: new Set(permissions),
};

/** Whether a role holds a permission. The only place that decides. */
export function allows(role: Role, permission: Permission): boolean {
  return granted[role].has(permission);
}

/** The permissions of a role, for showing what can be done. */
export function permissionsOf(role: Role): Permission[] {
  return permissions.filter((permission) => allows(role, permission));
}

/** Whether a string is one of our roles. */
export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

/** Whether somebody may give a role or act on its holder: only when it allows nothing that their own role does not. */
export function mayGrant(own: Role, other: Role): boolean {
  return permissionsOf(other).every((permission) => allows(own, permission));
}
