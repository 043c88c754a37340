import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useDraft } from "../../kernel/draft.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { toProblem } from "../../kernel/problem.ts";
import { ProblemBanner } from "../../kernel/screen/problem-state.tsx";
import { QueryScreen } from "../../kernel/screen/query-screen.tsx";
import { SaveBar } from "../../kernel/screen/save-bar.tsx";
import { useAllowed } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";
import { buttonClass } from "../../ui/button-class.ts";
import { Field } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { SkeletonForm } from "../../ui/skeleton.tsx";
import { Surface } from "../../ui/surface.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { showToast } from "../../ui/toast.tsx";
import { DeviceChainSection } from "./device-chain.tsx";
import { DeviceStatus } from "./device-columns.tsx";
import { DeviceFactsList } from "./device-facts.tsx";
import { type DeviceRow, devicesQuery } from "./device-query.ts";
import { Missing } from "./missing.tsx";
import { messages } from "./office-messages.ts";
import { RevokeDevice } from "./revoke-device.tsx";

/** One tablet's page. */
export function DeviceScreen() {
  const { deviceId } = useParams({ from: "/office/devices/$deviceId" });
  const texts = useMessages(messages);
  const query = useQuery(devicesQuery);
  const back = (
    <Link to="/office/devices" className={buttonClass()}>
      {texts.backToDevices}
    </Link>
  );
  return (
    <Page shape="form">
      <QueryScreen query={query} loading={<SkeletonForm fields={2} label={texts.loading} />}>
        {(devices) => {
          const device = devices.find(({ id }) => id === deviceId);
          return device === undefined ? (
            <Missing title={texts.deviceMissing} back={back} />
          ) : (
            <DeviceEditor key={device.id} device={device} />
          );
        }}
      </QueryScreen>
    </Page>
  );
}

function DeviceEditor({ device }: { readonly device: DeviceRow }) {
  const texts = useMessages(messages);
  const mayRevoke = useAllowed("devices.revoke");
  return (
    <>
      <PageHeader
        title={device.name}
        note={<DeviceStatus device={device} />}
        breadcrumbsLabel={texts.breadcrumbs}
        breadcrumbs={[{ key: "devices", link: <Link to="/office/devices">{texts.devices}</Link> }]}
      />
      <RenameDevice device={device} />
      <Surface title={texts.deviceFacts}>
        <DeviceFactsList device={device} />
      </Surface>
      <DeviceChainSection deviceId={device.id} />
      {mayRevoke && device.revokedAt === null ? <RevokeDevice device={device} /> : null}
    </>
  );
}

function RenameDevice({ device }: { readonly device: DeviceRow }) {
  const texts = useMessages(messages);
  const allowed = useAllowed("devices.enrol");
  const client = useQueryClient();
  const draft = useDraft({ name: device.name });
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => api.identity.renameDevice.mutate({ deviceId: device.id, name: draft.facts.name.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries(devicesQuery);
      draft.reset();
      showToast({ tone: "positive", title: texts.deviceSaved });
    },
  });
  const missing = draft.facts.name.trim() === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft.dirty && !missing) save.mutate();
  };
  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      <ProblemBanner problem={save.error === null ? null : toProblem(save.error)} />
      <Surface>
        <Field label={texts.name} disabled={!allowed} error={tried && missing ? texts.deviceNameMissing : undefined}>
          <TextInput value={draft.facts.name} onValueChange={(name) => draft.set({ name })} maxLength={60} />
        </Field>
      </Surface>
      <SaveBar dirty={draft.dirty} busy={save.isPending} onReset={draft.reset} />
    </form>
  );
}
