import { NotEnrolledError } from "@balcao/sync/client/submit";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { startFailureOf } from "../../../kernel/sync/start-error.ts";
import { Banner } from "../../../ui/banner.tsx";
import { messages } from "./messages.ts";

/** Why a sale was not recorded, what became of it, and what to do. */
export function Failure({ error }: { readonly error: unknown }) {
  const texts = useMessages(messages);
  if (error === null) return null;
  return (
    <Banner tone="negative" title={texts.failedTitle}>
      {texts.failedKept} {texts[reasonOf(error)]}
    </Banner>
  );
}

function reasonOf(error: unknown): "failedFull" | "failedNotEnrolled" | "failedOther" {
  if (error instanceof NotEnrolledError) return "failedNotEnrolled";
  return startFailureOf(error) === "full" ? "failedFull" : "failedOther";
}
