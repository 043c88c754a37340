import { useSyncExternalStore } from "react";

/** The size of one rem in CSS pixels right now; it follows the text size setting. */
export function useRem(): number {
  return useSyncExternalStore(subscribe, read);
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-text-size", "data-density"] });
  return () => observer.disconnect();
}

function read(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
