/** The largest amount a till takes: nine million in whole units, far under where integers end. */
const mostDigits = 9;

/** What a till shows after typing: the digits of `text` as one integer of the smallest unit, or null without any. */
export function tillValue(text: string): number | null {
  const digits = text
    .replace(/\D/g, "")
    .replace(/^0+(?=\d)/, "")
    .slice(0, mostDigits);
  return digits === "" ? null : Number(digits);
}

/**
 * What a pasted amount means in the smallest unit: the last `,` or `.` followed by at most `decimals` digits is the
 * decimal mark ("1.234,5" is 123450), without one the number is whole ("12" is 1200). Null when it holds no digit.
 */
export function pastedValue(text: string, decimals: number): number | null {
  const match = /^(.*?)(?:[.,](\d*))?$/.exec(text.replace(/[^\d.,]/g, ""));
  const fraction = match?.[2] ?? "";
  const isDecimal = fraction.length <= decimals;
  const whole = (isDecimal ? (match?.[1] ?? "") : text).replace(/\D/g, "");
  if (whole === "" && fraction === "") return null;
  return tillValue(`${whole}${(isDecimal ? fraction : "").padEnd(decimals, "0")}`);
}
