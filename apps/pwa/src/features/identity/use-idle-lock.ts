import { useEffect } from "react";
import { useSetting } from "../../kernel/settings.ts";
import { lockAfterMinutes } from "./counter-settings.ts";
import { lockCounter } from "./current-operator.ts";

const signs = ["pointerdown", "keydown", "wheel"] as const;

/** Locks the counter when nobody has touched it for the minutes this tablet is set to. */
export function useIdleLock(active: boolean): void {
  const minutes = useSetting(lockAfterMinutes);
  useEffect(() => {
    if (!active || minutes === undefined) return undefined;
    const patience = minutes * 60_000;
    let usedAt = Date.now();
    const used = () => {
      usedAt = Date.now();
    };
    // Timers stop while a tablet sleeps: what counts is the time since the last touch, looked at again and again.
    const look = () => {
      if (Date.now() - usedAt >= patience) lockCounter();
    };
    const timer = setInterval(look, 10_000);
    document.addEventListener("visibilitychange", look);
    for (const sign of signs) addEventListener(sign, used, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      for (const sign of signs) removeEventListener(sign, used, { capture: true });
    };
  }, [active, minutes]);
}
