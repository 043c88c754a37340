import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { messages } from "./messages.ts";

/** The tablet could not store what was asked: says so, and where to look before doing it again. */
export function NotStored({ error }: { readonly error: unknown }) {
  const texts = useMessages(messages);
  if (error === null) return null;
  return (
    <Banner tone="negative" title={texts.failedTitle}>
      {texts.failedText}
    </Banner>
  );
}
