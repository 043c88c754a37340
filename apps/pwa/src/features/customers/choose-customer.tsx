import type { CustomerRow } from "@balcao/shared/customers/rows";
import { Building2, UserRound, UserRoundX } from "lucide-react";
import { type ReactNode, useDeferredValue, useState } from "react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { EmptyState } from "../../ui/screen-state.tsx";
import { SearchInput } from "../../ui/search-input.tsx";
import { messages } from "./messages.ts";
import { useCustomerSearch } from "./use-customer-search.ts";

export type ChosenCustomer = Pick<CustomerRow, "id" | "name">;

export interface ChooseCustomerProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Null is a walk-in. */
  readonly onChoose: (customer: ChosenCustomer | null) => void;
}

/** Finds the customer of a sale by name, with or without a network. */
export function ChooseCustomer({ open, onOpenChange, onChoose }: ChooseCustomerProps) {
  const texts = useMessages(messages);
  const choose = (customer: ChosenCustomer | null) => {
    onChoose(customer);
    onOpenChange(false);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={texts.title} closeLabel={texts.close}>
      <Choice onChoose={choose} />
    </Dialog>
  );
}

/** As many names as one still looks through; beyond that, more letters help more than more names. */
const shown = 60;

function Choice({ onChoose }: { readonly onChoose: (customer: ChosenCustomer | null) => void }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const [text, setText] = useState("");
  const { total, customers, whole } = useCustomerSearch(useDeferredValue(text), shown);
  const [only] = customers.length === 1 ? customers : [];
  return (
    <div className="flex h-[min(34rem,70dvh)] flex-col gap-3">
      <SearchInput
        autoFocus
        label={texts.search}
        clearLabel={texts.clearSearch}
        value={text}
        onValueChange={setText}
        onKeyDown={(event) => {
          if (event.key === "Enter" && only !== undefined) onChoose(only);
        }}
      />
      <ul className="grid gap-0.5">
        <Choosable
          icon={<UserRoundX aria-hidden />}
          name={texts.walkIn}
          hint={texts.walkInHint}
          onChoose={() => onChoose(null)}
        />
      </ul>
      <p role="status" className="figures border-t border-line pt-3 text-sm text-muted">
        {whole || total > 0 ? texts.count(format.count(customers.length), format.count(total), total) : texts.looking}
        {total > customers.length ? ` · ${texts.narrow}` : ""}
      </p>
      {total === 0 && whole ? (
        <Nobody asked={text.trim() !== ""} />
      ) : (
        <ul
          aria-label={texts.results}
          className="-mx-2 grid min-h-0 grow content-start gap-0.5 overflow-y-auto overscroll-contain px-2"
        >
          {customers.map((customer) => (
            <Choosable
              key={customer.id}
              icon={customer.kind === "company" ? <Building2 aria-label={texts.company} /> : <UserRound aria-hidden />}
              name={customer.name}
              hint={[customer.documentHint, customer.segment].filter(Boolean).join(" · ")}
              onChoose={() => onChoose(customer)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function Nobody({ asked }: { readonly asked: boolean }) {
  const texts = useMessages(messages);
  return (
    <EmptyState icon={UserRound} title={asked ? texts.nobody : texts.noneYet}>
      {asked ? texts.nobodyText : texts.noneYetText}
    </EmptyState>
  );
}

interface ChoosableProps {
  readonly icon: ReactNode;
  readonly name: string;
  readonly hint: string;
  readonly onChoose: () => void;
}

function Choosable({ icon, name, hint, onChoose }: ChoosableProps) {
  return (
    <li>
      <button
        type="button"
        onClick={onChoose}
        className="flex min-h-14 w-full items-center gap-3 rounded-control px-3 py-1.5 text-left hover:bg-hover active:bg-pressed [&_svg]:size-5 [&_svg]:shrink-0 [&_svg]:text-muted"
      >
        {icon}
        <span className="min-w-0">
          <span className="block truncate text-base">{name}</span>
          {hint === "" ? null : <span className="figures block truncate text-sm text-muted">{hint}</span>}
        </span>
      </button>
    </li>
  );
}
