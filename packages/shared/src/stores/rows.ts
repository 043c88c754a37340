/** What an EAN-13 that begins with 2 carries in its last digits, by the store's scale setting. */
export type ScaleBarcode = "weight" | "price" | "none";

export interface StoreRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly pixKey: string | null;
  readonly pixMerchantName: string | null;
  readonly scaleBarcode: ScaleBarcode;
}
