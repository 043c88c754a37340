import { useNavigate } from "@tanstack/react-router";
import {
  Banknote,
  Building2,
  LifeBuoy,
  Lock,
  LockKeyhole,
  Maximize,
  Menu as MenuIcon,
  Minimize,
  PackageSearch,
  ReceiptText,
  RefreshCw,
  ScanBarcode,
  Settings2,
  ShoppingBasket,
} from "lucide-react";
import { useState } from "react";
import { lockCounter, useOperator } from "../../features/identity/public.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, type MenuItem } from "../../ui/menu.tsx";
import { useCounterDialogs } from "./counter-dialogs.ts";
import { messages } from "./messages.ts";
import { useFullScreen } from "./use-full-screen.ts";

/** The counter's places and the tablet's own settings. Places need somebody to be in; the back office asks by itself. */
export function CounterMenu() {
  const texts = useMessages(messages);
  const navigate = useNavigate();
  const operator = useOperator();
  const fullScreen = useFullScreen();
  const [open, setOpen] = useState<"preferences" | "lock" | null>(null);
  const dialogs = useCounterDialogs(open !== null);
  const places: readonly MenuItem[] = [
    { label: texts.sell, icon: ShoppingBasket, onSelect: () => void navigate({ to: "/counter" }) },
    { label: texts.today, icon: ReceiptText, onSelect: () => void navigate({ to: "/counter/today" }) },
    { label: texts.stock, icon: PackageSearch, onSelect: () => void navigate({ to: "/counter/stock" }) },
    { label: texts.cash, icon: Banknote, onSelect: () => void navigate({ to: "/counter/cash" }) },
    { label: texts.sync, icon: RefreshCw, onSelect: () => void navigate({ to: "/counter/sync" }) },
  ];
  const locks: readonly MenuItem[] = [
    { label: texts.lock, icon: Lock, onSelect: lockCounter },
    { label: texts.lockAfter, icon: LockKeyhole, onSelect: () => setOpen("lock") },
  ];
  const screen: readonly MenuItem[] =
    fullScreen === null
      ? []
      : [
          {
            label: fullScreen.on ? texts.leaveFullScreen : texts.fullScreen,
            icon: fullScreen.on ? Minimize : Maximize,
            onSelect: fullScreen.toggle,
          },
        ];
  const scanner: MenuItem = {
    label: texts.scanner,
    icon: ScanBarcode,
    onSelect: () => void navigate({ to: "/counter/scanner" }),
  };
  const settings: readonly MenuItem[] = [
    ...screen,
    { label: texts.preferences, icon: Settings2, onSelect: () => setOpen("preferences") },
    { label: texts.rescue, icon: LifeBuoy, onSelect: () => void navigate({ to: "/rescue" }) },
  ];
  const office: MenuItem = { label: texts.office, icon: Building2, onSelect: () => void navigate({ to: "/office" }) };
  return (
    <>
      <Menu
        trigger={<IconButton icon={MenuIcon} label={texts.menu} />}
        groups={operator === null ? [settings, [office]] : [places, locks, [scanner, ...settings], [office]]}
      />
      {dialogs === null ? null : (
        <>
          <dialogs.PreferencesDialog
            open={open === "preferences"}
            onOpenChange={(next) => setOpen(next ? "preferences" : null)}
          />
          <dialogs.LockDialog open={open === "lock"} onOpenChange={(next) => setOpen(next ? "lock" : null)} />
        </>
      )}
    </>
  );
}
