const shortest = 4;
const longest = 8;

/**
 * Whether a PIN is easy to guess: not 4 to 8 digits, one digit repeated, a group repeated (`1212`, `123123`), or a run up or
 * down (`1234`, `7890`, `4321`).
 */
export function isWeakPin(pin: string): boolean {
  if (!/^\d+$/.test(pin) || pin.length < shortest || pin.length > longest) return true;
  return repeats(pin) || runs(pin, 1) || runs(pin, 9);
}

/** The same group of at most half the digits, over and over. */
function repeats(pin: string): boolean {
  for (let size = 1; size <= pin.length / 2; size += 1) {
    if (pin.length % size === 0 && pin.slice(0, size).repeat(pin.length / size) === pin) return true;
  }
  return false;
}

/** Whether each digit is `step` after the one before, with 0 after 9; a step of 9 runs down. */
function runs(pin: string, step: number): boolean {
  return [...pin].every((digit, index) => index === 0 || Number(digit) === (Number(pin[index - 1]) + step) % 10);
}
