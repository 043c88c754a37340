/** The label of a receipt: store, device, and which receipt of the device it is, in at least six digits (`0204-02-000123`). It identifies nothing; ids do. */
export function receiptNumber(storeCode: string, deviceCode: string, sequence: number): string {
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new RangeError(`not a receipt sequence: ${sequence}`);
  return `${storeCode}-${deviceCode}-${String(sequence).padStart(6, "0")}`;
}
