import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "../../ui/screen-state.tsx";

/** What the address names is not there. */
export function Missing({ title, back }: { readonly title: string; readonly back: ReactNode }) {
  return <EmptyState icon={SearchX} title={title} action={back} />;
}
