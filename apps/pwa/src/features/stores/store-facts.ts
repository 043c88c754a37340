import { normalizePixKey } from "@balcao/shared/sales/pix-key";
import type { Store } from "./store-query.ts";

/** What the form of a store holds. Empty text stands for what is not set. */
export interface StoreFacts {
  readonly code: string;
  readonly name: string;
  readonly kind: Store["kind"];
  readonly city: string;
  readonly timeZone: string;
  readonly pixKey: string;
  readonly pixMerchantName: string;
  readonly scaleBarcode: Store["scaleBarcode"];
}

export type StoreFault = "codeForm" | "nameMissing" | "cityMissing" | "pixKeyForm" | "pixMerchantMissing";

export const newStore: StoreFacts = {
  code: "",
  name: "",
  kind: "shop",
  city: "",
  timeZone: "America/Sao_Paulo",
  pixKey: "",
  pixMerchantName: "",
  scaleBarcode: "weight",
};

/** The form's view of a store. */
export function toFacts({ id: _, ...store }: Store): StoreFacts {
  return { ...store, pixKey: store.pixKey ?? "", pixMerchantName: store.pixMerchantName ?? "" };
}

/** What is sent of changes; empty text becomes null where a store may lack it. */
export function toChanges({ pixKey, pixMerchantName, ...others }: Partial<StoreFacts>) {
  return {
    ...others,
    ...(pixKey === undefined ? {} : { pixKey: textOrNull(pixKey) }),
    ...(pixMerchantName === undefined ? {} : { pixMerchantName: textOrNull(pixMerchantName) }),
  };
}

/** What is sent of a whole store. */
export function toStore(facts: StoreFacts) {
  return { ...facts, pixKey: textOrNull(facts.pixKey), pixMerchantName: textOrNull(facts.pixMerchantName) };
}

function textOrNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

/** What the person still has to put right, by field; the server checks all of it again (shared/stores/contract.ts). */
export function storeFaults(facts: StoreFacts): Partial<Record<keyof StoreFacts, StoreFault>> {
  const hasKey = facts.pixKey.trim() !== "";
  return {
    ...(/^[a-z0-9]{1,8}$/i.test(facts.code.trim()) ? {} : { code: "codeForm" }),
    ...(facts.name.trim() === "" ? { name: "nameMissing" } : {}),
    ...(facts.city.trim() === "" ? { city: "cityMissing" } : {}),
    ...(hasKey && normalizePixKey(facts.pixKey) === null ? { pixKey: "pixKeyForm" } : {}),
    ...(hasKey && facts.pixMerchantName.trim() === "" ? { pixMerchantName: "pixMerchantMissing" } : {}),
  };
}
