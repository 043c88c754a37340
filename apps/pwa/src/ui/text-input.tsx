import { Input } from "@base-ui/react/input";
import type { ComponentProps } from "react";
import { cx } from "./cx.ts";

export interface TextInputProps extends Omit<ComponentProps<"input">, "value" | "onChange" | "defaultValue" | "size"> {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  /** Figures line up, as in a code or a number. */
  readonly figures?: boolean | undefined;
}

/** One line of text. Inside Field it takes its label, hint and error from there; alone it needs aria-label. */
export function TextInput({ value, onValueChange, figures = false, className, ...rest }: TextInputProps) {
  return (
    <Input
      autoComplete="off"
      {...rest}
      value={value}
      onValueChange={(next) => onValueChange(next)}
      className={cx("control w-full px-3 text-base", figures && "figures", className)}
    />
  );
}
