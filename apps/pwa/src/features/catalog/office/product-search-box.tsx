import { useEffect, useRef, useState } from "react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { useShortcut } from "../../../kernel/use-shortcut.ts";
import { SearchInput } from "../../../ui/search-input.tsx";
import { messages } from "../messages.ts";
import { useProductSearch } from "./product-filters.tsx";

/** Typing rests this long before the server is asked. */
const pause = 200;

/** The search of the list. `/` reaches it from anywhere on the page. */
export function ProductSearchBox() {
  const texts = useMessages(messages);
  const { search, change } = useProductSearch();
  const asked = search.q ?? "";
  const [typed, setTyped] = useState(asked);
  const sent = useRef(asked);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const input = useRef<HTMLInputElement>(null);
  useShortcut("/", () => input.current?.focus());

  useEffect(() => {
    // The address moved by other means than this box (a link, "remove filters"): show what it says.
    if (asked === sent.current) return;
    sent.current = asked;
    setTyped(asked);
  }, [asked]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current = text;
      change({ q: text === "" ? undefined : text });
    }, pause);
  };
  return (
    <SearchInput
      ref={input}
      label={texts.search}
      clearLabel={texts.clearSearch}
      value={typed}
      onValueChange={type}
      className="grow"
    />
  );
}
