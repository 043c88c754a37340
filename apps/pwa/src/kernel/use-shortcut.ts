import { useEffect, useEffectEvent } from "react";

/** Runs `act` when a key is pressed alone and nobody is typing into a field. */
export function useShortcut(key: string, act: () => void): void {
  const onPress = useEffectEvent((event: KeyboardEvent) => {
    const typing =
      event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]") !== null;
    if (event.key !== key || typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    document.addEventListener("keydown", onPress);
    return () => document.removeEventListener("keydown", onPress);
  }, []);
}
