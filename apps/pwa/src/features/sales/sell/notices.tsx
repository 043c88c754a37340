import { CircleAlert, X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { usePreferences } from "../../../kernel/preferences.ts";
import { problemText } from "../../../kernel/problem.ts";
import { Banner } from "../../../ui/banner.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { useCart } from "../cart/use-cart.ts";
import { dismiss, type Notice, saleDesk } from "./desk.ts";
import { messages } from "./messages.ts";

/** What went wrong with scans and picks, in a line or two each, until somebody has seen it. */
export function Notices() {
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
        <NoticeLine key={JSON.stringify(notice)} notice={notice} times={times} />
      ))}
    </>
  );
}

function NoticeLine({ notice, times }: { readonly notice: Notice; readonly times: number }) {
  const texts = useMessages(messages);
  const { title, text } = useNoticeText(notice);
  return (
    <div role="alert" className="flex items-center gap-2 rounded-surface border border-line bg-surface pl-3">
      <CircleAlert aria-hidden className="size-5 shrink-0 text-negative" />
      <p className="min-w-0 grow py-1.5 leading-snug">
        <span className="block text-sm font-medium sm:text-base">
          {times === 1 ? title : `${title} (${texts.times(String(times))})`}
        </span>
        <span className="block text-sm text-muted">{text}</span>
      </p>
      <IconButton icon={X} label={texts.close} onClick={() => dismiss(notice)} />
    </div>
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
