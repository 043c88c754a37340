import { Search, X } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "./cx.ts";

export interface SearchInputProps extends Omit<ComponentProps<"input">, "value" | "onChange" | "type"> {
  readonly label: string;
  readonly clearLabel: string;
  readonly value: string;
  readonly onValueChange: (value: string) => void;
}

/** A search box with its own clear button. Esc clears it. */
export function SearchInput({ label, clearLabel, value, onValueChange, className, ...rest }: SearchInputProps) {
  return (
    <div className={cx("control relative flex min-w-0 items-center", className)}>
      <Search aria-hidden className="pointer-events-none absolute left-3 size-5 text-muted" />
      <input
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        {...rest}
        type="text"
        role="searchbox"
        aria-label={label}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && value !== "") {
            event.stopPropagation();
            onValueChange("");
          }
          rest.onKeyDown?.(event);
        }}
        className="min-h-[inherit] w-full rounded-control bg-transparent pr-12 pl-10 text-base text-ellipsis outline-none"
      />
      {value === "" ? null : (
        <button
          type="button"
          aria-label={clearLabel}
          onClick={() => onValueChange("")}
          className="absolute -inset-y-px -right-px flex w-12 items-center justify-center rounded-control text-muted hover:text-text"
        >
          <X aria-hidden className="size-5" />
        </button>
      )}
    </div>
  );
}
