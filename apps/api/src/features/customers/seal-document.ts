import { documentHint, readDocument } from "@balcao/shared/customers/document";
import type { FieldEncryption } from "../../kernel/field-encryption.ts";

export interface CustomerDocument {
  readonly organizationId: string;
  readonly customerId: string;
  /** CPF or CNPJ, with or without punctuation. */
  readonly number: string;
}

/** A customer's document as its columns hold it: sealed, findable exactly within the organization, and its end for showing. */
export function sealDocument(fields: FieldEncryption, { organizationId, customerId, number }: CustomerDocument) {
  const document = readDocument(number);
  if (document === null) throw new TypeError("not a document");
  return {
    documentEncrypted: fields.seal(document.number, `customer.document:${customerId}`),
    documentIndex: fields.blindIndex(document.number, `customer.document:${organizationId}`),
    documentHint: documentHint(document),
  };
}
