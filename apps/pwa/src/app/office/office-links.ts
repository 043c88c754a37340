import type { Permission } from "@balcao/shared/identity/permissions";
import { type LucideIcon, Store } from "lucide-react";

interface OfficeLink {
  readonly to: "/office/stores";
  readonly text: "products" | "imports" | "stores" | "devices" | "operators" | "people";
  readonly icon: LucideIcon;
  /** Who sees the place. The server decides again. */
  readonly permission: Permission;
}

/** The places of the back office, by their names in the sidebar. */
export const officeGroups = [
  {
    key: "chainGroup",
    links: [
      { to: "/office/stores", text: "stores", icon: Store, permission: "stores.read" },
    ],
  },
] as const satisfies readonly { readonly key: string; readonly links: readonly OfficeLink[] }[];
