import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Ban, CircleCheck, KeyRound } from "lucide-react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { Status } from "../../ui/status.tsx";
import type { Column } from "../../ui/table/column.ts";
import { storesQuery } from "../stores/public.ts";
import { messages, roleNames } from "./office-messages.ts";
import type { OperatorItem } from "./operator-query.ts";

/** The columns of the list of operators. */
export function useOperatorColumns(): readonly Column<OperatorItem>[] {
  const texts = useMessages(messages);
  const roles = useMessages(roleNames);
  const names = new Map((useQuery(storesQuery).data ?? []).map((store) => [store.id, store.name]));
  const stores = ({ storeIds }: OperatorItem) => {
    const [first = "", ...rest] = storeIds.map((id) => names.get(id) ?? "…");
    return rest.length === 0 ? first : texts.andMore(first, rest.length);
  };
  return [
    {
      id: "name",
      header: texts.name,
      cell: (operator) => <OperatorLink operator={operator} />,
      width: "minmax(14rem, 2fr)",
      fixed: true,
      narrow: "title",
    },
    {
      id: "role",
      header: texts.role,
      cell: (operator) => roles[operator.role],
      width: "minmax(9rem, 1fr)",
      narrow: "detail",
    },
    { id: "stores", header: texts.stores, cell: stores, width: "minmax(11rem, 1.5fr)", narrow: "detail" },
    { id: "pin", header: texts.pin, cell: (operator) => <PinStatus operator={operator} />, width: "9rem", from: 53 },
    {
      id: "status",
      header: texts.status,
      cell: (operator) => <OperatorStatus operator={operator} />,
      width: "9rem",
      narrow: "end",
    },
  ];
}

function OperatorLink({ operator }: { readonly operator: OperatorItem }) {
  return (
    <Link to="/office/operators/$operatorId" params={{ operatorId: operator.id }} tabIndex={-1} className="font-medium">
      {operator.name}
    </Link>
  );
}

/** Whether the operator can come in. */
export function PinStatus({ operator }: { readonly operator: Pick<OperatorItem, "hasPin"> }) {
  const texts = useMessages(messages);
  return operator.hasPin ? (
    <Status tone="neutral" icon={KeyRound}>
      {texts.pinSet}
    </Status>
  ) : (
    <Status tone="waiting">{texts.pinMissing}</Status>
  );
}

/** Whether the operator is in the team. */
export function OperatorStatus({ operator }: { readonly operator: Pick<OperatorItem, "active"> }) {
  const texts = useMessages(messages);
  return operator.active ? (
    <Status tone="positive" icon={CircleCheck}>
      {texts.active}
    </Status>
  ) : (
    <Status tone="neutral" icon={Ban}>
      {texts.inactive}
    </Status>
  );
}
