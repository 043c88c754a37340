import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { toProblem } from "../../kernel/problem.ts";
import { ProblemBanner } from "../../kernel/screen/problem-state.tsx";
import { api } from "../../kernel/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Surface } from "../../ui/surface.tsx";
import { showToast } from "../../ui/toast.tsx";
import { type DeviceRow, devicesQuery } from "./device-query.ts";
import { messages } from "./office-messages.ts";

/** Ends a tablet's access, after asking once. */
export function RevokeDevice({ device }: { readonly device: DeviceRow }) {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () => api.identity.revokeDevice.mutate({ deviceId: device.id }),
    onSuccess: async () => {
      await client.invalidateQueries(devicesQuery);
      showToast({ tone: "neutral", title: texts.deviceRevoked(device.name) });
    },
    onSettled: () => setAsking(false),
  });
  return (
    <Surface title={texts.revokeTitle} description={texts.revokeText}>
      <div className="grid justify-items-start gap-4">
        <ProblemBanner problem={revoke.error === null ? null : toProblem(revoke.error)} />
        <Button variant="danger-secondary" onClick={() => setAsking(true)}>
          {texts.revoke}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={texts.revokeConfirm(device.name)}
        description={texts.revokeConsequence}
        confirmLabel={texts.revoke}
        cancelLabel={texts.cancel}
        danger
        busy={revoke.isPending}
        onConfirm={() => revoke.mutate()}
      />
    </Surface>
  );
}
