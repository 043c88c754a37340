import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { LucideProvider } from "lucide-react";
import type { ReactNode } from "react";
import { useMessages } from "../kernel/i18n/use-messages.ts";
import { ToastProvider } from "../ui/toast.tsx";
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
          <Tooltip.Provider>
            <ToastProvider label={texts.notices} closeLabel={texts.close}>
              {children}
            </ToastProvider>
          </Tooltip.Provider>
        </QueryClientProvider>
      </LucideProvider>
    </CSPProvider>
  );
}
