/** Held by the one page whose engine works for the device. */
export const engineLock = "balcao-engine";
