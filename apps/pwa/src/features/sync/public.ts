export { type OutboxFacts, readOutboxFacts } from "./local.ts";
export { useOutboxFacts } from "./use-outbox-facts.ts";
