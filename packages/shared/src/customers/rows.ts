/** A customer as the counter sees one: enough to choose the right person, and no more. */
export interface CustomerRow {
  readonly id: string;
  readonly kind: "individual" | "company";
  readonly name: string;
  /** The last digits of the document (`•••.•••.789-09`), for telling namesakes apart. */
  readonly documentHint: string | null;
  readonly segment: string | null;
}
