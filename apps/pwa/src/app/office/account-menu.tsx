import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CircleUserRound, LogOut, Settings2, TabletSmartphone } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { wasTablet } from "../../kernel/place.ts";
import { preferences } from "../../kernel/preferences.ts";
import { problemText, toProblem } from "../../kernel/problem.ts";
import { signOut, usePerson } from "../../kernel/session.ts";
import { cx } from "../../ui/cx.ts";
import { Menu } from "../../ui/menu.tsx";
import { showToast } from "../../ui/toast.tsx";
import { messages } from "../messages.ts";
import { PreferencesDialog } from "../preferences-dialog.tsx";

/** The person signed in: preferences, the counter on a tablet, the way out. */
export function AccountMenu({ compact = false }: { readonly compact?: boolean }) {
  const texts = useMessages(messages);
  const person = usePerson();
  const leave = useSignOut();
  const navigate = useNavigate();
  const [settings, setSettings] = useState(false);
  const counter = {
    label: texts.goToCounter,
    icon: TabletSmartphone,
    onSelect: () => void navigate({ to: "/counter" }),
  };
  return (
    <>
      <Menu
        align="start"
        heading={person?.email ?? texts.account}
        groups={[
          [
            { label: texts.account, icon: CircleUserRound, onSelect: () => void navigate({ to: "/office/account" }) },
            { label: texts.settings, icon: Settings2, onSelect: () => setSettings(true) },
            ...(wasTablet() ? [counter] : []),
          ],
          [{ label: texts.signOut, icon: LogOut, onSelect: () => void leave() }],
        ]}
        trigger={
          <button
            type="button"
            aria-label={compact ? texts.account : undefined}
            className={cx(
              "flex min-h-control items-center gap-3 rounded-control text-base hover:bg-hover active:bg-pressed",
              compact ? "w-control justify-center" : "w-full px-3 text-left",
            )}
          >
            <CircleUserRound aria-hidden className="size-5 shrink-0 text-muted" />
            {compact ? null : <span className="truncate">{person?.name ?? texts.account}</span>}
          </button>
        }
      />
      <PreferencesDialog open={settings} onOpenChange={setSettings} />
    </>
  );
}

function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    try {
      await signOut();
      client.clear();
      await navigate({ to: "/sign-in" });
    } catch (error) {
      const text = problemText(toProblem(error), preferences().language);
      showToast({ tone: "negative", title: text.title, description: text.action });
    }
  };
}
