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

// The hash is slow on purpose: beside the page, keys and clock go on meanwhile.
addEventListener("message", (event: MessageEvent<PinQuestion>) => {
  const { id, pin, hash } = event.data;
  void verifyPin(pin, hash).then((right) => postMessage({ id, right } satisfies PinAnswer));
});
