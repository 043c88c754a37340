import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { QrCode, TabletSmartphone } from "lucide-react";
import { useState } from "react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { QueryScreen } from "../../kernel/screen/query-screen.tsx";
import { useAllowed } from "../../kernel/session.ts";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { FilterRow } from "../../ui/filter-row.tsx";
import { Page } from "../../ui/page.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { EmptyState } from "../../ui/screen-state.tsx";
import { DataTable } from "../../ui/table/data-table.tsx";
import { SkeletonTable } from "../../ui/table/skeleton-table.tsx";
import { useDeviceColumns } from "./device-columns.tsx";
import { type DeviceRow, devicesQuery } from "./device-query.ts";
import { EnrolSteps } from "./enrol-steps.tsx";
import { ListCount } from "./list-count.tsx";
import { messages } from "./office-messages.ts";
import { StoreFilter } from "./store-filter.tsx";

/** The chain's tablets: which there are, and when each was last heard of. */
export function DevicesScreen() {
  const texts = useMessages(messages);
  const format = useFormat();
  const query = useQuery({ ...devicesQuery, refetchInterval: 60_000 });
  const [storeId, setStoreId] = useState<string | null>(null);
  const [revoked, setRevoked] = useState(false);
  const [faulty, setFaulty] = useState(false);
  const ofStore = (devices: readonly DeviceRow[]) =>
    devices.filter((device) => storeId === null || device.storeId === storeId);
  const withFaults = ofStore(query.data ?? []).filter(({ openFaults }) => openFaults > 0).length;
  // What is wrong with a tablet does not go away when it is revoked.
  const shown = (devices: readonly DeviceRow[]) =>
    ofStore(devices).filter(({ openFaults, revokedAt }) =>
      faulty && withFaults > 0 ? openFaults > 0 : openFaults > 0 || revoked || revokedAt === null,
    );
  const count = query.data === undefined ? undefined : shown(query.data).length;
  return (
    <Page shape="fill">
      <PageHeader
        title={texts.devices}
        breadcrumbsLabel={texts.breadcrumbs}
        note={<ListCount text={count === undefined ? undefined : texts.deviceCount(count, format.count(count))} />}
        actions={<HowToEnrol />}
      />
      <FilterRow>
        <StoreFilter value={storeId} onValueChange={setStoreId} />
        <Chip pressed={revoked} onPressedChange={setRevoked}>
          {texts.showRevoked}
        </Chip>
        {withFaults === 0 ? null : (
          <Chip pressed={faulty} onPressedChange={setFaulty} count={format.count(withFaults)}>
            {texts.showFaults}
          </Chip>
        )}
      </FilterRow>
      <QueryScreen query={query} loading={<SkeletonTable label={texts.loading} />}>
        {(devices) => <DeviceTable devices={shown(devices)} none={devices.length === 0} />}
      </QueryScreen>
    </Page>
  );
}

function DeviceTable({ devices, none }: { readonly devices: readonly DeviceRow[]; readonly none: boolean }) {
  const texts = useMessages(messages);
  const navigate = useNavigate();
  const columns = useDeviceColumns();
  return (
    <DataTable
      label={texts.devices}
      columns={columns}
      count={devices.length}
      rowAt={(index) => devices[index]}
      rowKey={(device) => device.id}
      onOpen={(device) => void navigate({ to: "/office/devices/$deviceId", params: { deviceId: device.id } })}
      empty={
        none ? (
          <EmptyState icon={TabletSmartphone} title={texts.noDevicesTitle} action={<HowToEnrol />}>
            {texts.noDevicesText}
          </EmptyState>
        ) : (
          <EmptyState icon={TabletSmartphone} title={texts.noDevicesFiltered} />
        )
      }
    />
  );
}

function HowToEnrol() {
  const texts = useMessages(messages);
  const allowed = useAllowed("devices.enrol");
  const [open, setOpen] = useState(false);
  if (!allowed) return null;
  return (
    <>
      <Button variant="primary" icon={QrCode} onClick={() => setOpen(true)}>
        {texts.howToEnrol}
      </Button>
      <EnrolSteps open={open} onOpenChange={setOpen} />
    </>
  );
}
