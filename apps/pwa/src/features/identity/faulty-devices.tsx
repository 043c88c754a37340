import { useQuery } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { useAllowed } from "../../kernel/session.ts";
import { devicesQuery } from "./device-query.ts";
import { messages } from "./office-messages.ts";

/** Beside the way to the tablets: that some have faults which somebody should look at. Nothing when all is well. */
export function FaultyDevicesMark() {
  const texts = useMessages(messages);
  const format = useFormat();
  const allowed = useAllowed("devices.review");
  const { data = [] } = useQuery({ ...devicesQuery, enabled: allowed, refetchInterval: 5 * 60_000 });
  const faults = data.reduce((sum, { openFaults }) => sum + openFaults, 0);
  if (faults === 0) return null;
  return (
    <span className="ml-auto inline-flex items-center gap-1 text-sm font-medium text-negative">
      <CircleAlert aria-hidden className="size-4!" />
      {texts.openFaults(faults, format.count(faults))}
    </span>
  );
}
