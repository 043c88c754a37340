import { Link } from "@tanstack/react-router";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { LastSeen } from "./device-columns.tsx";
import type { DeviceRow } from "./device-query.ts";
import { messages } from "./office-messages.ts";

/** What is known of a tablet. */
export function DeviceFactsList({ device }: { readonly device: DeviceRow }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const store = (
    <Link
      to="/office/stores/$storeId"
      params={{ storeId: device.storeId }}
      className="text-accent underline underline-offset-4"
    >
      {device.storeName}
    </Link>
  );
  const revoked = device.revokedAt === null ? [] : [{ label: texts.revoked, value: format.dateTime(device.revokedAt) }];
  return (
    <FactList
      facts={[
        { label: texts.store, value: store },
        { label: texts.deviceCode, value: <span className="figures">{device.code}</span> },
        { label: texts.lastSeen, value: <LastSeen device={device} /> },
        { label: texts.lastSequence, value: <span className="figures">{format.count(device.lastSequence)}</span> },
        { label: texts.enrolled, value: <span className="figures">{format.dateTime(device.enrolledAt)}</span> },
        ...revoked,
      ]}
    />
  );
}
