import { verifyPin } from "./verify-pin.ts";

/** One PIN to check. */
export interface PinQuestion {
  readonly id: number;
  readonly pin: string;
  readonly hash: string;
}

export interface PinAnswer {
  readonly id: number;
  readonly right: boolean;
}

/** A hash of nobody's PIN that costs next to nothing: checking it gets the WebAssembly ready while digits are typed. */
const cheapHash = "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

void verifyPin("0", cheapHash);

// The hash is slow on purpose: beside the page, keys and clock go on meanwhile.
addEventListener("message", (event: MessageEvent<PinQuestion>) => {
  const { id, pin, hash } = event.data;
  void verifyPin(pin, hash).then((right) => postMessage({ id, right } satisfies PinAnswer));
});
