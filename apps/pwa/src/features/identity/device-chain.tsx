import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { toProblem } from "../../kernel/problem.ts";
import { ProblemBanner } from "../../kernel/screen/problem-state.tsx";
import { QueryScreen } from "../../kernel/screen/query-screen.tsx";
import { useAllowed } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { FactList } from "../../ui/fact-list.tsx";
import { SkeletonForm } from "../../ui/skeleton.tsx";
import { Status } from "../../ui/status.tsx";
import { Surface } from "../../ui/surface.tsx";
import { messages } from "./chain-messages.ts";
import { chainQuery, type DeviceChain, devicesQuery } from "./device-query.ts";

/** Whether a tablet's entries are signed and whole, and what a manager should look at. */
export function DeviceChainSection({ deviceId }: { readonly deviceId: string }) {
  const texts = useMessages(messages);
  const query = useQuery(chainQuery(deviceId));
  return (
    <Surface title={texts.title} description={texts.text}>
      <QueryScreen query={query} loading={<SkeletonForm fields={1} label={texts.loading} />}>
        {(chain) => (
          <div className="grid gap-5">
            <ChainFacts chain={chain} />
            {chain.faults.length === 0 ? null : <Faults deviceId={deviceId} faults={chain.faults} />}
          </div>
        )}
      </QueryScreen>
    </Surface>
  );
}

function ChainFacts({ chain }: { readonly chain: DeviceChain }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const { signedSince, keyChangedAt, lastSequence, lastAt, faults } = chain;
  if (signedSince === null) return <Status tone="neutral">{texts.unsigned}</Status>;
  const figures = (text: string) => <span className="figures">{text}</span>;
  const last =
    lastSequence === null || lastAt === null
      ? []
      : [
          {
            label: texts.lastLink,
            value: figures(texts.lastLinkAt(format.count(lastSequence), format.dateTime(lastAt))),
          },
        ];
  const changed =
    keyChangedAt === null ? [] : [{ label: texts.keyChangedAt, value: figures(format.dateTime(keyChangedAt)) }];
  return (
    <>
      {faults.length === 0 ? <Status tone="positive">{texts.sound}</Status> : null}
      <FactList
        facts={[{ label: texts.signedSince, value: figures(format.dateTime(signedSince)) }, ...last, ...changed]}
      />
    </>
  );
}

type Fault = DeviceChain["faults"][number];

const isOpen = ({ healedAt, seenAt }: Fault) => healedAt === null && seenAt === null;

function Faults({ deviceId, faults }: { readonly deviceId: string; readonly faults: readonly Fault[] }) {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const mayMark = useAllowed("devices.review");
  const onSuccess = () =>
    Promise.all([client.invalidateQueries(chainQuery(deviceId)), client.invalidateQueries(devicesQuery)]);
  const mark = useMutation({
    mutationFn: (faultId: string) => api.identity.markFaultSeen.mutate({ faultId }),
    onSuccess,
  });
  const markAll = useMutation({
    mutationFn: (newestId: string) => api.identity.markFaultsSeen.mutate({ deviceId, newestId }),
    onSuccess,
  });
  const error = mark.error ?? markAll.error;
  const busy = mark.isPending || markAll.isPending;
  const [newest, ...more] = faults.filter(isOpen);
  return (
    <div className="grid gap-3">
      <ProblemBanner problem={error === null ? null : toProblem(error)} />
      {mayMark && newest !== undefined && more.length > 0 ? (
        <div>
          <Button variant="secondary" disabled={busy} onClick={() => markAll.mutate(newest.id)}>
            {texts.markAllSeen}
          </Button>
        </div>
      ) : null}
      <ul aria-label={texts.faults} className="divide-y divide-line border-t border-line">
        {faults.map((fault) => (
          <FaultLine key={fault.id} fault={fault} busy={busy} onSeen={() => mark.mutate(fault.id)} />
        ))}
      </ul>
    </div>
  );
}

interface FaultLineProps {
  readonly fault: Fault;
  readonly busy: boolean;
  readonly onSeen: () => void;
}

function FaultLine({ fault, busy, onSeen }: FaultLineProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  const mayMark = useAllowed("devices.review");
  const sequence = format.count(fault.sequence);
  const ranges = fault.missing
    .map(([from, until]) => (from === until ? format.count(from) : `${format.count(from)}–${format.count(until)}`))
    .join(", ");
  const open = isOpen(fault);
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0">
        <Status tone={open ? "negative" : "neutral"} sentence>
          {texts.kinds(fault.kind, sequence)} {ranges === "" || fault.healedAt !== null ? null : texts.missing(ranges)}
        </Status>
        <p className="mt-0.5 text-sm text-muted">
          {texts.found(format.dateTime(fault.foundAt))}
          {fault.healedAt === null ? null : ` · ${texts.healed}`}
          {fault.seenAt === null ? null : ` · ${texts.seen}`}
        </p>
      </div>
      {open && mayMark ? (
        <Button variant="secondary" disabled={busy} aria-label={texts.markSeenOf(sequence)} onClick={onSeen}>
          {texts.markSeen}
        </Button>
      ) : null}
    </li>
  );
}
