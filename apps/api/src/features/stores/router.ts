import { createStoreArguments, editStoreArguments } from "@balcao/shared/stores/contract";
import { mutation, query } from "../../kernel/procedures.ts";
import { answer } from "../../kernel/refusal.ts";
import { router } from "../../kernel/trpc.ts";
import { createStore } from "./create-store.ts";
import { editStore } from "./edit-store.ts";
import { listStores } from "./store-queries.ts";

export const storesRouter = router({
  listStores: query("stores.read").query(({ ctx }) => listStores(ctx.tx)),
  createStore: mutation("stores.edit")
    .input(createStoreArguments)
    .mutation(({ ctx, input }) => answer(createStore(ctx, input))),
  editStore: mutation("stores.edit")
    .input(editStoreArguments)
    .mutation(({ ctx, input }) => answer(editStore(ctx, input))),
});
