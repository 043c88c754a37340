import { CSPProvider } from "@base-ui/react/csp-provider";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { LucideProvider } from "lucide-react";
import type { ReactNode } from "react";
import { useMessages } from "../kernel/i18n/use-messages.ts";
import { ToastHost } from "../ui/toast.tsx";
import { messages } from "./messages.ts";

/** What every screen stands in. */
export function Providers({
  queryClient,
  children,
}: {
  readonly queryClient: QueryClient;
  readonly children: ReactNode;
}) {
  const texts = useMessages(messages);
  return (
    <CSPProvider disableStyleElements>
      <LucideProvider strokeWidth={1.75}>
        <QueryClientProvider client={queryClient}>
          {children}
          <ToastHost label={texts.notices} closeLabel={texts.close} />
        </QueryClientProvider>
      </LucideProvider>
    </CSPProvider>
  );
}
