import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { rememberTablet } from "../../kernel/place.ts";
import { toProblem } from "../../kernel/problem.ts";
import { EntryFrame } from "../../kernel/screen/entry-frame.tsx";
import { ProblemBanner } from "../../kernel/screen/problem-state.tsx";
import { QueryScreen } from "../../kernel/screen/query-screen.tsx";
import { sessionQuery } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";
import { SkeletonForm } from "../../ui/skeleton.tsx";
import { storesQuery } from "../stores/public.ts";
import { devicesQuery } from "./device-query.ts";
import { EnrolForm, type EnrolFacts } from "./enrol-form.tsx";
import { messages } from "./messages.ts";

/** Makes this browser a tablet of a store. `onEnrolled` runs once the server has handed over the device's cookie. */
export function EnrolScreen({ brand, cancel, onEnrolled }: { readonly brand: ReactNode; readonly cancel: ReactNode; readonly onEnrolled: () => void }) {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const stores = useQuery(storesQuery);
  const devices = useQuery(devicesQuery);
  const enrolment = useMutation({
    mutationFn: (facts: EnrolFacts) => api.identity.enrolDevice.mutate(facts),
    onSuccess: async () => {
      rememberTablet(true);
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      onEnrolled();
    },
  });
  return (
    <EntryFrame brand={brand} title={texts.enrolTitle} text={texts.enrolText}>
      <ProblemBanner problem={enrolment.error === null ? null : toProblem(enrolment.error)} />
      <QueryScreen query={stores} loading={<SkeletonForm fields={2} label={texts.loading} />}>
        {(list) => <EnrolForm stores={list} devices={devices.data ?? []} busy={enrolment.isPending} cancel={cancel} onSubmit={enrolment.mutate} />}
      </QueryScreen>
    </EntryFrame>
  );
}
