import { Link } from "@tanstack/react-router";
import { Ban, CircleCheck } from "lucide-react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { useNow } from "../../kernel/use-now.ts";
import { Status } from "../../ui/status.tsx";
import type { Column } from "../../ui/table/column.ts";
import type { DeviceRow } from "./device-query.ts";
import { messages } from "./office-messages.ts";

/** The columns of the list of tablets. */
export function useDeviceColumns(): readonly Column<DeviceRow>[] {
  const texts = useMessages(messages);
  return [
    {
      id: "code",
      header: texts.deviceCode,
      cell: (device) => <span className="figures">{device.code}</span>,
      width: "6.5rem",
      from: 48,
    },
    {
      id: "name",
      header: texts.name,
      cell: (device) => <DeviceLink device={device} />,
      width: "minmax(12rem, 2fr)",
      fixed: true,
      narrow: "title",
    },
    {
      id: "store",
      header: texts.store,
      cell: (device) => device.storeName,
      width: "minmax(10rem, 2fr)",
      narrow: "detail",
    },
    {
      id: "seen",
      header: texts.lastSeen,
      cell: (device) => <LastSeen device={device} />,
      width: "minmax(9rem, 1fr)",
      narrow: "detail",
    },
    {
      id: "status",
      header: texts.status,
      cell: (device) => (device.openFaults === 0 ? <DeviceStatus device={device} /> : <DeviceFaults device={device} />),
      width: "9rem",
      narrow: "end",
    },
  ];
}

function DeviceLink({ device }: { readonly device: DeviceRow }) {
  return (
    <Link to="/office/devices/$deviceId" params={{ deviceId: device.id }} tabIndex={-1} className="font-medium">
      {device.name}
    </Link>
  );
}

/** When the server last heard of a tablet. */
export function LastSeen({ device }: { readonly device: Pick<DeviceRow, "lastSeenAt"> }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const now = useNow();
  if (device.lastSeenAt === null) return <span className="text-muted">{texts.never}</span>;
  return (
    <time dateTime={device.lastSeenAt} title={format.dateTime(device.lastSeenAt)} className="figures">
      {format.age(device.lastSeenAt, now)}
    </time>
  );
}

/** How many faults of a tablet's signed chain nobody has looked at. */
function DeviceFaults({ device }: { readonly device: DeviceRow }) {
  const texts = useMessages(messages);
  const format = useFormat();
  return <Status tone="negative">{texts.openFaults(device.openFaults, format.count(device.openFaults))}</Status>;
}

/** Whether a tablet may work. */
export function DeviceStatus({ device }: { readonly device: Pick<DeviceRow, "revokedAt"> }) {
  const texts = useMessages(messages);
  if (device.revokedAt === null) {
    return (
      <Status tone="positive" icon={CircleCheck}>
        {texts.active}
      </Status>
    );
  }
  return (
    <Status tone="neutral" icon={Ban}>
      {texts.revoked}
    </Status>
  );
}
