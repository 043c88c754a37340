import type { RequestContext, TenantContext } from "../../kernel/context.ts";

/** How the server is: for an administrator's page, not for machines (those read /health and /metrics). */
export async function readStatus(ctx: TenantContext & RequestContext) {
  const { rows } = await ctx.tx.client.query<{ version: string; epoch: string }>(
    "SELECT current_setting('server_version') AS version, (SELECT epoch FROM sync_epoch) AS epoch",
  );
  const { totalCount, idleCount, waitingCount } = ctx.connection.pool;
  return {
    node: process.versions.node,
    upSeconds: Math.floor(process.uptime()),
    memoryBytes: process.memoryUsage.rss(),
    database: { version: rows[0]?.version ?? null, epoch: rows[0]?.epoch ?? null },
    pool: { open: totalCount, idle: idleCount, waiting: waitingCount },
  };
}
