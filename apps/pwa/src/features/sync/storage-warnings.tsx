import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button-class.ts";
import { messages } from "./messages.ts";
import { isTrouble, type StorageWarning } from "./storage-health.ts";
import { useStorageHealth } from "./use-storage-health.ts";

/** Keys of messages.ts: what it is called, and what to do. */
const words = {
  "database-fails": { title: "databaseFailsTitle", text: "databaseFailsText" },
  "journal-fails": { title: "journalFailsTitle", text: "journalFailsText" },
  "no-journal": { title: "noJournalTitle", text: "noJournalText" },
  "low-space": { title: "lowSpaceTitle", text: "lowSpaceText" },
  forgetful: { title: "forgetfulTitle", text: "forgetfulText" },
  "unsent-for-long": { title: "unsentForLongTitle", text: "unsentForLongText" },
} as const satisfies Record<Told, object>;

/** What a browser does not promise stands beside the button that asks for it, and does not follow people about. */
type Told = Exclude<StorageWarning, "not-persistent">;

const isTold = (warning: StorageWarning): warning is Told => warning !== "not-persistent";

/** Every warning that holds, with what to do. */
export function StorageWarnings({ warnings }: { readonly warnings: readonly StorageWarning[] }) {
  const texts = useMessages(messages);
  const told = warnings.filter(isTold);
  if (told.length === 0) return null;
  return (
    <ul aria-label={texts.warnings} className="mb-5 grid gap-2">
      {told.map((warning) => (
        <li key={warning}>
          <Warning warning={warning} />
        </li>
      ))}
    </ul>
  );
}

/** Signs of a private window are signs only: they are told to who looks, not over every sale. */
const follows = (warning: Told) => warning !== "forgetful";

/**
 * Under the top bar: the most pressing warning. Trouble stays until it is over; a warning may be put away for as long as the
 * page lives. `explained`: the place that says more is in sight.
 */
export function StorageNotice({ explained }: { readonly explained: boolean }) {
  const { warnings } = useStorageHealth();
  const [away, setAway] = useState<readonly StorageWarning[]>([]);
  const warning = warnings.filter(isTold).find((one) => follows(one) && !away.includes(one));
  if (warning === undefined || explained) return null;
  const close = isTrouble(warning) ? undefined : () => setAway([...away, warning]);
  return <Warning warning={warning} flush onClose={close} />;
}

interface WarningProps {
  readonly warning: Told;
  readonly flush?: boolean;
  readonly onClose?: (() => void) | undefined;
}

function Warning({ warning, flush = false, onClose }: WarningProps) {
  const texts = useMessages(messages);
  const rescues = isTrouble(warning) || warning === "unsent-for-long";
  return (
    <Banner
      tone={isTrouble(warning) ? "negative" : "waiting"}
      flush={flush}
      title={texts[words[warning].title]}
      onClose={onClose}
      closeLabel={texts.understood}
      actions={
        rescues ? (
          <Link to="/rescue" className={buttonClass()}>
            {texts.rescue}
          </Link>
        ) : undefined
      }
    >
      {texts[words[warning].text]}
    </Banner>
  );
}
