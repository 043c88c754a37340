import { webCryptoSigner } from "@balcao/sync/client/adapters/webcrypto-signer";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Action, useAction } from "../../kernel/use-action.ts";
import { usePerson } from "../../kernel/session.ts";
import { becomeDevice } from "../../kernel/sync/enrolled.ts";
import { readIdentity } from "../../kernel/sync/identity.ts";
import { startDevice } from "../../kernel/sync/start.ts";
import { api } from "../../kernel/trpc.ts";
import { readOutboxFacts } from "../sync/public.ts";
import type { EnrolFacts } from "./enrol-form.tsx";
import { type EnrolStanding, enrolStanding } from "./enrol-standing.ts";

type Held = Extract<EnrolStanding, { kind: "held" }>;

export interface Enrolment extends Action<EnrolFacts> {
  /** What stands in the way, or null: nothing was asked of the server then. */
  readonly held: Held | null;
}

/**
 * Enrols this browser. Local storage is tried first and what it holds is weighed, so that the server never knows a tablet
 * that cannot work, and nothing unsent changes its owner.
 */
export function useEnrolment(onEnrolled: () => void): Enrolment {
  const client = useQueryClient();
  const organizationId = usePerson()?.organization?.id ?? null;
  const [held, setHeld] = useState<Held | null>(null);
  const action = useAction(async (facts: EnrolFacts) => {
    setHeld(null);
    await startDevice();
    const [identity, outbox] = await Promise.all([readIdentity(), readOutboxFacts()]);
    const standing = enrolStanding(
      { identity, unsent: outbox.waiting, refused: outbox.refused },
      organizationId ?? "",
      facts.storeId,
    );
    if (standing.kind === "held") return setHeld(standing);
    const again = standing.kind === "same" ? { deviceId: standing.identity.deviceId } : {};
    // A key of its own each time: what an earlier one has signed stays signed by it.
    const key = (await webCryptoSigner()?.createKey()) ?? null;
    const signing = key === null ? {} : { publicKey: key.publicKey };
    await becomeDevice(await api.identity.enrolDevice.mutate({ ...facts, ...again, ...signing }), key);
    // The person's session has ended with it: nothing they could see stays.
    client.clear();
    onEnrolled();
  });
  return { ...action, held };
}
