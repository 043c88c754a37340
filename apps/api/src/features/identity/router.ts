import {
  createOperatorArguments,
  createPersonArguments,
  editOperatorArguments,
  enrolDeviceArguments,
  listDevicesArguments,
  listOperatorsArguments,
  markFaultSeenArguments,
  markFaultsSeenArguments,
  readChainArguments,
  renameDeviceArguments,
  revokeDeviceArguments,
  setPinArguments,
} from "@balcao/shared/identity/contract";
import { mutation, openProcedure, query } from "../../kernel/procedures.ts";
import { answer } from "../../kernel/refusal.ts";
import { router } from "../../kernel/trpc.ts";
import { createOperator } from "./create-operator.ts";
import { createPerson } from "./create-person.ts";
import { listDevices } from "./device-queries.ts";
import { editOperator } from "./edit-operator.ts";
import { enrolDevice } from "./enrol-device.ts";
import { markFaultSeen, markFaultsSeen } from "./mark-fault-seen.ts";
import { listOperators } from "./operator-queries.ts";
import { listPeople } from "./person-queries.ts";
import { readChain } from "./read-chain.ts";
import { renameDevice } from "./rename-device.ts";
import { revokeDevice } from "./revoke-device.ts";
import { setPin } from "./set-pin.ts";
import { whoAmI } from "./who-am-i.ts";

export const identityRouter = router({
  whoAmI: openProcedure.query(({ ctx }) => whoAmI(ctx)),

  listDevices: query("devices.read")
    .input(listDevicesArguments)
    .query(({ ctx, input }) => listDevices(ctx.tx, input)),
  enrolDevice: mutation("devices.enrol")
    .input(enrolDeviceArguments)
    .mutation(({ ctx, input }) => answer(enrolDevice(ctx, input))),
  readChain: query("devices.read")
    .input(readChainArguments)
    .query(({ ctx, input }) => readChain(ctx.tx, input)),
  markFaultSeen: mutation("devices.review")
    .input(markFaultSeenArguments)
    .mutation(({ ctx, input }) => answer(markFaultSeen(ctx, input))),
  markFaultsSeen: mutation("devices.review")
    .input(markFaultsSeenArguments)
    .mutation(({ ctx, input }) => answer(markFaultsSeen(ctx, input))),
  renameDevice: mutation("devices.enrol")
    .input(renameDeviceArguments)
    .mutation(({ ctx, input }) => answer(renameDevice(ctx, input))),
  revokeDevice: mutation("devices.revoke")
    .input(revokeDeviceArguments)
    .mutation(({ ctx, input }) => answer(revokeDevice(ctx, input))),

  listOperators: query("operators.read")
    .input(listOperatorsArguments)
    .query(({ ctx, input }) => listOperators(ctx.tx, input)),
  createOperator: mutation("operators.edit")
    .input(createOperatorArguments)
    .mutation(({ ctx, input }) => answer(createOperator(ctx, input))),
  editOperator: mutation("operators.edit")
    .input(editOperatorArguments)
    .mutation(({ ctx, input }) => answer(editOperator(ctx, input))),
  setPin: mutation("operators.edit")
    .input(setPinArguments)
    .mutation(({ ctx, input }) => answer(setPin(ctx, input))),

  listPeople: query("people.read").query(({ ctx }) => listPeople(ctx.tx, ctx.principal.organizationId)),
  createPerson: mutation("people.edit")
    .input(createPersonArguments)
    .mutation(({ ctx, input }) => answer(createPerson(ctx, input))),
});
