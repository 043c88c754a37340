import { Link, Outlet } from "@tanstack/react-router";
import { Menu as MenuIcon } from "lucide-react";
import { useState } from "react";
import { useDensity } from "../../kernel/density.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { ToastPlace } from "../../ui/toast.tsx";
import { Brand } from "../brand.tsx";
import { messages } from "../messages.ts";
import { UpdateBanner } from "../update-banner.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { OfficeSidebar } from "./office-sidebar.tsx";

/** The back office's frame: the places on the left, a page on the right; on a narrow screen the places are a sheet. */
export function OfficeFrame() {
  useDensity("desk");
  const texts = useMessages(messages);
  return (
    <div className="flex h-dvh flex-col lg:flex-row">
      <a
        href="#content"
        className="sr-only z-50 rounded-control bg-raised p-3 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {texts.skipToContent}
      </a>
      <aside className="hidden w-60 shrink-0 flex-col border-r border-line bg-surface lg:flex">
        <Link to="/office" className="mx-3 mt-4 mb-4 rounded-control px-3 py-1">
          <Brand />
        </Link>
        <div className="min-h-0 grow overflow-y-auto px-3 pb-4">
          <OfficeSidebar />
        </div>
        <div className="border-t border-line p-3">
          <AccountMenu />
        </div>
      </aside>
      <NarrowBar />
      <div className="flex min-h-0 min-w-0 grow flex-col">
        <UpdateBanner />
        <main id="content" tabIndex={-1} className="flex min-h-0 grow flex-col overflow-y-auto outline-none">
          <Outlet />
        </main>
        <ToastPlace />
      </div>
    </div>
  );
}

function NarrowBar() {
  const texts = useMessages(messages);
  const [open, setOpen] = useState(false);
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-1 border-b border-line bg-surface px-1 lg:hidden">
      <IconButton icon={MenuIcon} label={texts.openMenu} onClick={() => setOpen(true)} />
      <Link to="/office" className="rounded-control">
        <Brand />
      </Link>
      <div className="ml-auto">
        <AccountMenu compact />
      </div>
      <Sheet open={open} onOpenChange={setOpen} side="left" title={texts.areas} closeLabel={texts.close}>
        <OfficeSidebar onNavigate={() => setOpen(false)} />
      </Sheet>
    </header>
  );
}
