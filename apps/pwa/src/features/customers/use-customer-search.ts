import { useEffect, useMemo, useState } from "react";
import { type CustomerSearch, CustomerIndex } from "./customer-index.ts";
import { followCustomers } from "./local.ts";

export interface CustomerSearchState extends CustomerSearch {
  /** Everybody on this device has been looked through. */
  readonly whole: boolean;
}

/** Customers by name, for as long as somebody is looking for one; the names leave memory afterwards. */
export function useCustomerSearch(text: string, limit: number): CustomerSearchState {
  const [index] = useState(() => new CustomerIndex());
  const [{ whole, version }, setState] = useState({ whole: false, version: 0 });
  useEffect(() => {
    const changed = (isWhole?: boolean) =>
      setState((state) => ({ whole: isWhole ?? state.whole, version: state.version + 1 }));
    return followCustomers({
      put: (rows) => {
        for (const row of rows) index.put(row);
        changed();
      },
      remove: (ids) => {
        for (const id of ids) index.remove(id);
        changed();
      },
      reset: () => {
        index.clear();
        changed(false);
      },
      whole: () => changed(true),
    });
  }, [index]);
  // `version` stands for what is inside of the index.
  // oxlint-disable-next-line react/exhaustive-deps
  const found = useMemo(() => index.search(text, limit), [index, version, text, limit]);
  return { ...found, whole };
}
