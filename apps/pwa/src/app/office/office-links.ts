import type { Permission } from "@balcao/shared/identity/permissions";
import { FileUp, LifeBuoy, type LucideIcon, Package, Store, TabletSmartphone, UserCog, Users } from "lucide-react";

interface OfficeLink {
  readonly to:
    | "/office/products"
    | "/office/import"
    | "/office/stores"
    | "/office/devices"
    | "/office/rescue"
    | "/office/operators"
    | "/office/people";
  readonly text: "products" | "imports" | "stores" | "devices" | "rescue" | "operators" | "people";
  readonly icon: LucideIcon;
  /** Who sees the place. The server decides again. */
  readonly permission: Permission;
}

/** The places of the back office, by their names in the sidebar. */
export const officeGroups = [
  {
    key: "catalogGroup",
    links: [
      { to: "/office/products", text: "products", icon: Package, permission: "catalog.read" },
      { to: "/office/import", text: "imports", icon: FileUp, permission: "catalog.import" },
    ],
  },
  {
    key: "chainGroup",
    links: [
      { to: "/office/stores", text: "stores", icon: Store, permission: "stores.read" },
      { to: "/office/devices", text: "devices", icon: TabletSmartphone, permission: "devices.read" },
      { to: "/office/rescue", text: "rescue", icon: LifeBuoy, permission: "devices.rescue" },
      { to: "/office/operators", text: "operators", icon: UserCog, permission: "operators.read" },
      { to: "/office/people", text: "people", icon: Users, permission: "people.read" },
    ],
  },
] as const satisfies readonly { readonly key: string; readonly links: readonly OfficeLink[] }[];
