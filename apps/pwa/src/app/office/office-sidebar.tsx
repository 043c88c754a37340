import { Link } from "@tanstack/react-router";
import { FaultyDevicesMark } from "../../features/identity/faulty-devices.tsx";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { usePerson } from "../../kernel/session.ts";
import { Sidebar, sidebarLink } from "../../ui/sidebar.tsx";
import { messages } from "../messages.ts";
import { officeGroups } from "./office-links.ts";

/** The places the person may go, by their names. */
export function OfficeSidebar({ onNavigate }: { readonly onNavigate?: () => void }) {
  const texts = useMessages(messages);
  const permissions = usePerson()?.permissions ?? [];
  const groups = officeGroups
    .map((group) => ({
      key: group.key,
      title: texts[group.key],
      links: group.links
        .filter((link) => permissions.includes(link.permission))
        .map(({ to, text, icon: Icon }) => ({
          key: to,
          link: (
            <Link to={to} className={sidebarLink} onClick={onNavigate}>
              <Icon aria-hidden />
              {texts[text]}
              {to === "/office/devices" ? <FaultyDevicesMark /> : null}
            </Link>
          ),
        })),
    }))
    .filter((group) => group.links.length > 0);
  return <Sidebar label={texts.areas} groups={groups} />;
}
