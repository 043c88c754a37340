import { listAuditArguments } from "@balcao/shared/operations/contract";
import { query } from "../../kernel/procedures.ts";
import { router } from "../../kernel/trpc.ts";
import { listAudit } from "./audit-queries.ts";
import { readStatus } from "./read-status.ts";

export const operationsRouter = router({
  readStatus: query("operations.read").query(({ ctx }) => readStatus(ctx)),
  listAudit: query("audit.read")
    .input(listAuditArguments)
    .query(({ ctx, input }) => listAudit(ctx.tx, input)),
});
