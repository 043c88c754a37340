import type { SettingKind } from "../../kernel/settings.ts";

export const lockChoices = [2, 5, 15, 30] as const;

/** After how many minutes without a touch or a key the counter asks for a PIN again. */
export const lockAfterMinutes: SettingKind<number> = {
  key: "identity.lock-after-minutes",
  accepts: (value): value is number => lockChoices.some((choice) => choice === value),
  otherwise: 5,
};

/** Who was in last: most likely who comes back. */
export const lastOperator: SettingKind<string | null> = {
  key: "identity.last-operator",
  accepts: (value): value is string => typeof value === "string",
  otherwise: null,
};
