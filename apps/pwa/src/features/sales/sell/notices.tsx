import { useSyncExternalStore } from "react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { usePreferences } from "../../../kernel/preferences.ts";
import { problemText } from "../../../kernel/problem.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { useCart } from "../cart/use-cart.ts";
import { dismiss, type Notice, saleDesk } from "./desk.ts";
import { messages } from "./messages.ts";

/** What went wrong with scans and picks, until somebody has seen it. `onSearch` is offered where a name may help. */
export function Notices({ onSearch }: { readonly onSearch: () => void }) {
  const texts = useMessages(messages);
  const { notices } = useSyncExternalStore(saleDesk.subscribe, saleDesk.get);
  const { unkept } = useCart();
  return (
    <>
      {unkept ? (
        <Banner tone="negative" title={texts.unkept}>
          {texts.unkeptText}
        </Banner>
      ) : null}
      {notices.toReversed().map(({ notice, times }) => (
        <NoticeBanner key={JSON.stringify(notice)} notice={notice} times={times} onSearch={onSearch} />
      ))}
    </>
  );
}

function NoticeBanner({
  notice,
  times,
  onSearch,
}: {
  readonly notice: Notice;
  readonly times: number;
  readonly onSearch: () => void;
}) {
  const texts = useMessages(messages);
  const { title, text } = useNoticeText(notice);
  const search = () => {
    dismiss(notice);
    onSearch();
  };
  const canSearch = notice.kind === "unknown-code" || notice.kind === "failed";
  return (
    <Banner
      tone="negative"
      title={times === 1 ? title : `${title} (${texts.times(String(times))})`}
      onClose={() => dismiss(notice)}
      closeLabel={texts.close}
      actions={canSearch ? <Button onClick={search}>{texts.searchByName}</Button> : undefined}
    >
      {text}
    </Banner>
  );
}

function useNoticeText(notice: Notice): { readonly title: string; readonly text: string } {
  const texts = useMessages(messages);
  const { language } = usePreferences();
  switch (notice.kind) {
    case "unknown-code":
      return { title: texts.unknownCode(notice.code), text: notice.partial ? texts.unknownPartial : texts.unknownText };
    case "inactive":
      return { title: texts.inactive(notice.name), text: texts.inactiveText };
    case "not-entered":
      return { title: texts.notEntered(notice.text), text: texts.notEnteredText };
    case "failed":
      return { title: texts.failed(notice.code), text: texts.failedText };
    case "refused": {
      if (notice.code === "SALE_NOT_PRICED") return { title: texts.notPriced(notice.name), text: texts.notPricedText };
      const problem = problemText({ kind: "refused", code: notice.code, details: {} }, language);
      return { title: texts.refused(notice.name, problem.title), text: problem.action };
    }
  }
}
