import { cents } from "@balcao/shared/kernel/money";
import { countOutcomes, type RescueReport } from "@balcao/shared/sync/rescue-report";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { useCurrency } from "../../../kernel/session.ts";
import { Banner } from "../../../ui/banner.tsx";
import { FactList } from "../../../ui/fact-list.tsx";
import { Status } from "../../../ui/status.tsx";
import { Surface } from "../../../ui/surface.tsx";
import { messages } from "./import-messages.ts";

/** Whose file it is, from when till when, and what in it is new. */
export function RescueContents({ report }: { readonly report: RescueReport }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const currency = useCurrency();
  const { head, device, from, until, sales, lines } = report;
  const counts = countOutcomes(lines);
  const period =
    from === null || until === null
      ? texts.periodNone
      : texts.periodValue(format.dateTime(from), format.dateTime(until));
  return (
    <>
      {counts.known === lines.length ? (
        <Banner tone="info" title={texts.nothingNew}>
          {texts.nothingNewText}
        </Banner>
      ) : null}
      <Surface title={texts.contents}>
        <FactList
          facts={[
            {
              label: texts.device,
              value:
                device === null
                  ? texts.deviceUnknown(head.deviceCode)
                  : texts.deviceValue(device.name, head.deviceCode, device.store),
            },
            {
              label: texts.state,
              value:
                device === null ? (
                  "—"
                ) : (
                  <Status tone={device.revoked ? "waiting" : "positive"}>
                    {device.revoked ? texts.revoked : texts.active}
                  </Status>
                ),
            },
            { label: texts.exported, value: format.dateTime(head.created) },
            { label: texts.commands, value: format.count(lines.length) },
            { label: texts.period, value: period },
            { label: texts.known, value: format.count(counts.known) },
            { label: texts.sales, value: format.count(sales.count) },
            { label: texts.total, value: format.money(cents(sales.total), currency) },
          ]}
        />
      </Surface>
    </>
  );
}
