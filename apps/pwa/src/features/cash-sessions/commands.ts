import type { CloseCashSessionArguments, OpenCashSessionArguments } from "@balcao/shared/cash-sessions/contract";
import type { CashSessionRow } from "@balcao/shared/cash-sessions/rows";
import type { Cents } from "@balcao/shared/kernel/money";
import type { Json, Row } from "@balcao/sync/protocol";
import { v7 as uuidv7 } from "uuid";
import { submitCommand } from "../../kernel/sync/runtime.ts";
import { readSession, readSummary } from "./local.ts";

/** Opens a drawer with so much in it. Resolves with the session's id once that is durable. */
export async function openCashSession(operatorId: string, openingFloat: Cents): Promise<string> {
  const cashSessionId = uuidv7();
  const opening = submitCommand({
    name: "cashSessions.open",
    operatorId,
    build: ({ deviceTime, identity }) => {
      const args: OpenCashSessionArguments = { cashSessionId, openingFloat, openedAt: deviceTime };
      const row: CashSessionRow = {
        id: cashSessionId,
        deviceId: identity.deviceId,
        operatorId,
        status: "open",
        openedAt: deviceTime,
        openingFloat,
        closedAt: null,
        countedCash: null,
        expectedCash: null,
      };
      return {
        args: asJson(args),
        effect: [{ table: "cash_session", row: cashSessionId, do: "put", value: asRow(row) }],
      };
    },
  });
  await unlessStored(opening, async () => (await readSession(cashSessionId)) !== null);
  return cashSessionId;
}

/**
 * Closes a drawer with what was counted in it. What it should have held is worked out here for the person; the server
 * works it out again and its word is final.
 */
export async function closeCashSession(operatorId: string, session: CashSessionRow, countedCash: Cents): Promise<void> {
  const { expectedCash } = await readSummary(session);
  const closing = submitCommand({
    name: "cashSessions.close",
    operatorId,
    build: ({ deviceTime }) => {
      const args: CloseCashSessionArguments = { cashSessionId: session.id, countedCash, closedAt: deviceTime };
      const fields = { status: "closed", closedAt: deviceTime, countedCash, expectedCash };
      return { args: asJson(args), effect: [{ table: "cash_session", row: session.id, do: "merge", fields }] };
    },
  });
  await unlessStored(closing, async () => (await readSession(session.id))?.status === "closed");
}

/** Recorded, but its second copy outside of the database failed: doing it again would be doing it twice. */
async function unlessStored(submitted: Promise<unknown>, isStored: () => Promise<boolean>): Promise<void> {
  try {
    await submitted;
  } catch (error) {
    if (!(await isStored())) throw error;
    reportError(error);
  }
}

const asJson = (value: object): Json => value as Json;
const asRow = (value: CashSessionRow): Row => value as unknown as Row;
