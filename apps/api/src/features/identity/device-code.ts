const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";

/**
 * The first code that is not taken: `A1` to `A9`, `B1` and so on, then with more digits. Without I and O, which people take
 * for digits when they read a receipt.
 */
export function freeDeviceCode(taken: ReadonlySet<string>): string {
  for (let first = 1; ; first = first * 10) {
    for (const letter of letters) {
      for (let number = first; number < first * 10; number += 1) {
        const code = `${letter}${number}`;
        if (!taken.has(code)) return code;
      }
    }
  }
}
