import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronDown, Plus, X } from "lucide-react";
import { useState } from "react";
import { type Option, optionClass } from "./option.ts";

export interface ComboboxProps {
  readonly options: readonly Option[];
  /** The chosen option's value, or null. */
  readonly value: string | null;
  readonly onValueChange: (value: string | null) => void;
  readonly placeholder?: string | undefined;
  readonly openLabel: string;
  /** Without it, what is chosen can be changed but not taken away. */
  readonly clearLabel?: string | undefined;
  readonly emptyText: string;
  /** Offers to make what was typed into a new option; the text of that offer. */
  readonly createLabel?: ((typed: string) => string) | undefined;
  readonly onCreate?: ((typed: string) => void) | undefined;
  /** Needed only outside of Field. */
  readonly label?: string | undefined;
}

const creation = "\u0000create";
const same = (one: string, other: string) =>
  one.trim().localeCompare(other.trim(), undefined, { sensitivity: "base" }) === 0;

/** A choice of one among many: typing narrows it. It can offer to create what is not there yet. */
export function Combobox(props: ComboboxProps) {
  const { options, value, onValueChange, createLabel, onCreate } = props;
  const [typed, setTyped] = useState("");
  const chosen = options.find((option) => option.value === value) ?? null;
  const mayCreate =
    createLabel !== undefined && typed.trim() !== "" && !options.some((option) => same(option.label, typed));
  const shown = mayCreate ? [...options, { value: creation, label: createLabel(typed.trim()) }] : options;
  const choose = (option: Option | null) => {
    if (option?.value === creation) onCreate?.(typed.trim());
    else onValueChange(option?.value ?? null);
  };
  return (
    <Base.Root
      items={shown}
      value={chosen}
      onValueChange={choose}
      onInputValueChange={setTyped}
      isItemEqualToValue={(one, other) => one.value === other.value}
      filter={(option: Option, query, toText) =>
        option.value === creation || matches(toText?.(option) ?? option.label, query)
      }
    >
      <Base.InputGroup className="control relative flex w-full items-center">
        <Base.Input
          aria-label={props.label}
          placeholder={props.placeholder}
          className="min-h-[inherit] w-full rounded-control bg-transparent pr-22 pl-3 text-base outline-none"
        />
        <div className="absolute inset-y-0 right-0 flex text-muted">
          {props.clearLabel === undefined ? null : (
            <Base.Clear aria-label={props.clearLabel} className="flex w-10 items-center justify-center hover:text-text">
              <X aria-hidden className="size-5" />
            </Base.Clear>
          )}
          <Base.Trigger
            aria-label={props.openLabel}
            className="flex w-11 items-center justify-center rounded-control hover:text-text"
          >
            <ChevronDown aria-hidden className="size-5" />
          </Base.Trigger>
        </div>
      </Base.InputGroup>
      <ComboboxPopup emptyText={props.emptyText} />
    </Base.Root>
  );
}

function ComboboxPopup({ emptyText }: { readonly emptyText: string }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} className="z-40 outline-none">
        <Base.Popup className="popup w-(--anchor-width) max-w-(--available-width)">
          <Base.Empty>
            <p className="px-4 py-3 text-sm text-muted">{emptyText}</p>
          </Base.Empty>
          <Base.List className="max-h-[min(22rem,var(--available-height))] overflow-y-auto p-1 data-empty:p-0">
            {(option: Option) => (
              <Base.Item key={option.value} value={option} className={optionClass}>
                {option.value === creation ? <Plus aria-hidden className="size-5 shrink-0 text-accent" /> : null}
                <span className="min-w-0 grow truncate">{option.label}</span>
                <Base.ItemIndicator className="shrink-0 text-accent">
                  <Check aria-hidden className="size-5" />
                </Base.ItemIndicator>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

function matches(label: string, query: string): boolean {
  return plain(label).includes(plain(query.trim()));
}
