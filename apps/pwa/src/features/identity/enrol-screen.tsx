import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { toProblem } from "../../kernel/problem.ts";
import { EntryFrame } from "../../kernel/screen/entry-frame.tsx";
import { ProblemBanner } from "../../kernel/screen/problem-state.tsx";
import { QueryScreen } from "../../kernel/screen/query-screen.tsx";
import { useAllowed, usePerson } from "../../kernel/session.ts";
import { useIdentity } from "../../kernel/sync/identity.ts";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button-class.ts";
import { SkeletonForm } from "../../ui/skeleton.tsx";
import { storesQuery } from "../stores/public.ts";
import { messages as counterMessages } from "./counter-messages.ts";
import { devicesQuery } from "./device-query.ts";
import { EnrolForm } from "./enrol-form.tsx";
import { messages } from "./messages.ts";
import { type Enrolment, useEnrolment } from "./use-enrolment.ts";

export interface EnrolScreenProps {
  readonly brand: ReactNode;
  readonly cancel: ReactNode;
  /** Runs once server and browser agree on it. */
  readonly onEnrolled: () => void;
}

/** Makes this browser a tablet of a store. Who may not do that is told who may. */
export function EnrolScreen(props: EnrolScreenProps) {
  return useAllowed("devices.enrol") ? <Enrol {...props} /> : <AskManager {...props} />;
}

function AskManager({ brand, cancel }: EnrolScreenProps) {
  const texts = useMessages(messages);
  return (
    <EntryFrame brand={brand} title={texts.notManagerTitle} text={texts.notManagerText}>
      <div className="flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">
        {cancel}
        <Link to="/sign-in" search={{ next: "/enrol" }} className={buttonClass({ variant: "primary" })}>
          {texts.managerSignIn}
        </Link>
      </div>
    </EntryFrame>
  );
}

function Enrol({ brand, cancel, onEnrolled }: EnrolScreenProps) {
  const texts = useMessages(messages);
  const stores = useQuery(storesQuery);
  const devices = useQuery(devicesQuery);
  const identity = useIdentity();
  const organizationId = usePerson()?.organization?.id;
  const enrolment = useEnrolment(onEnrolled);
  const own = identity?.organizationId === organizationId ? (identity ?? null) : null;
  const loading = <SkeletonForm fields={2} label={texts.loading} />;
  return (
    <EntryFrame brand={brand} title={texts.enrolTitle} text={texts.enrolText}>
      <HeldBanner held={enrolment.held} />
      <ProblemBanner problem={enrolment.error === null ? null : toProblem(enrolment.error)} />
      <QueryScreen query={stores} loading={loading}>
        {(list) =>
          identity === undefined || devices.isPending ? (
            loading
          ) : (
            <EnrolForm
              stores={list}
              devices={devices.data ?? []}
              own={own}
              busy={enrolment.busy}
              cancel={cancel}
              onSubmit={enrolment.run}
            />
          )
        }
      </QueryScreen>
    </EntryFrame>
  );
}

function HeldBanner({ held }: Pick<Enrolment, "held">) {
  const texts = useMessages(counterMessages);
  const format = useFormat();
  if (held === null) return null;
  const { storeCode, organizationName } = held.identity;
  const sync = (
    <Link to="/counter/sync" className={buttonClass()}>
      {texts.openSync}
    </Link>
  );
  return (
    <Banner
      tone="negative"
      title={texts.held(format.count(held.entries), held.entries, `${storeCode} (${organizationName})`)}
      actions={sync}
    >
      {texts.heldText}
    </Banner>
  );
}
