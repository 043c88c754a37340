import { passRescueArguments, rescueFileArguments, rescueKeyArguments } from "@balcao/shared/sync/rescue";
import { rescueFileLimit } from "@balcao/shared/sync/rescue-report";
import type { AnyRouter } from "@trpc/server";
import type { RequestContext } from "../../../kernel/context.ts";
import type { Mount } from "../../../kernel/mount.ts";
import { deviceProcedure, openProcedure, personProcedure } from "../../../kernel/procedures.ts";
import { answer } from "../../../kernel/refusal.ts";
import { importRescue, inspectRescue } from "./import-rescue.ts";
import { openRescue } from "./open-rescue.ts";
import { whoPasses } from "./pass-rescue.ts";

/** The procedures around rescue files; `commands` holds those that a file may name. */
export function rescueProcedures(commands: AnyRouter) {
  return {
    /** Public, as the key is: a tablet that was revoked, or lost its cookie, can still seal what it has. */
    rescueKey: openProcedure
      .input(rescueKeyArguments)
      .query(({ ctx, input }) => ctx.services.rescueKeys.sealingKey(input.organizationId)),
    inspectRescue: personProcedure("devices.rescue")
      .input(rescueFileArguments)
      .mutation(async ({ ctx, input }) => {
        const { organizationId } = ctx.principal;
        const opened = await opening(ctx, ctx.principal.personId, organizationId, input.file);
        return inspectRescue({ ctx, organizationId, principal: ctx.principal }, opened);
      }),
    importRescue: personProcedure("devices.rescue")
      .input(rescueFileArguments)
      .mutation(async ({ ctx, input }) => {
        const { organizationId } = ctx.principal;
        const opened = await opening(ctx, ctx.principal.personId, organizationId, input.file);
        return importRescue(commands, { ctx, organizationId, principal: ctx.principal }, opened);
      }),
    passRescue: deviceProcedure.input(passRescueArguments).mutation(async ({ ctx, input }) => {
      const { organizationId } = ctx.principal;
      const opened = await opening(ctx, ctx.principal.deviceId, organizationId, input.file);
      const principal = await answer(whoPasses(ctx, ctx.principal, input.operatorId, opened));
      return importRescue(commands, { ctx, organizationId, principal }, opened);
    }),
  };
}

/** A file costs as much as so many calls of other procedures. */
const operationsOfFile = 60;

async function opening(ctx: RequestContext, callerId: string, organizationId: string, file: string) {
  await answer(ctx.services.limits.take("caller", callerId, operationsOfFile));
  return answer(openRescue(ctx.services.rescueKeys, organizationId, file));
}

/** JSON around a file is a little longer than the file: its quotes are escaped. */
const bodyLimit = rescueFileLimit + 64 * 1024;

/** A rescue file is larger than what other procedures are sent. */
export function rescueFiles(): Mount {
  const names = ["inspectRescue", "importRescue", "passRescue"];
  return { bodyLimits: Object.fromEntries(names.map((name) => [`/api/trpc/sync.${name}`, bodyLimit])) };
}
