/** One thing to choose. `hint` is a second, quieter line. */
export interface Option<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** The look of a line in a list that one chooses from. */
export const optionClass =
  "flex min-h-control cursor-default items-center gap-3 rounded-small px-3 py-1.5 text-base outline-none select-none " +
  "data-highlighted:bg-hover data-disabled:opacity-45";
