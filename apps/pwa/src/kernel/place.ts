/**
 * A note that this browser is an enrolled tablet, for when its local database does not open: then a tablet says so
 * instead of asking for a sign-in. Which tablet it is stands in the database.
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
