/** Calls `onWake` when it is likely that something can be done or seen: the page is looked at, the network changed. */
export function watchSurroundings(onWake: () => void): void {
  const wake = () => {
    if (document.visibilityState === "visible") onWake();
  };
  addEventListener("online", wake);
  addEventListener("focus", wake);
  document.addEventListener("visibilitychange", wake);
  // Coming back from the back-forward cache, sockets and timers are gone.
  addEventListener("pageshow", (event) => {
    if (event.persisted) wake();
  });
}
