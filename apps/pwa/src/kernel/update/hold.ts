import { useEffect } from "react";

/** While any tab holds this lock in shared mode, no tab lets a new version in. */
const holdLock = "balcao.update-hold";

/** Keeps the running version while `active`: a sale is open, or a form has changes that are not saved. */
export function useUpdateHold(active: boolean): void {
  useEffect(() => (active ? holdUpdates() : undefined), [active]);
}

/** Keeps the running version in every tab until the returned function is called. */
export function holdUpdates(): () => void {
  const held = Promise.withResolvers<void>();
  void navigator.locks.request(holdLock, { mode: "shared" }, () => held.promise);
  return () => held.resolve();
}

/** Runs `update` unless some tab holds the running version; false when it did not run. */
export function whenNotHeld(update: () => void): Promise<boolean> {
  return navigator.locks.request(holdLock, { ifAvailable: true }, (lock) => {
    if (lock === null) return false;
    update();
    return true;
  });
}
