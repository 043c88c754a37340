/**
 * Where this browser starts when the server cannot be asked: `counter` once it is an enrolled tablet. The server's
 * answer always wins; this only keeps a tablet selling that starts without a network.
 */
const key = "balcao.place";

/** Whether this browser was an enrolled tablet when last seen. */
export function wasTablet(): boolean {
  try {
    return localStorage.getItem(key) === "counter";
  } catch {
    return false;
  }
}

/** Remembers whether this browser is an enrolled tablet. */
export function rememberTablet(isTablet: boolean): void {
  try {
    if (isTablet) localStorage.setItem(key, "counter");
    else localStorage.removeItem(key);
  } catch (error) {
    console.warn("the place is not kept", error);
  }
}
