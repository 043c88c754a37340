import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect } from "react";
import { cx } from "../cx.ts";
import { type Tone, toneIcon } from "../status.tsx";
import type { ToastOptions, ToastPlaceProps } from "../toast.tsx";

interface ToastData {
  readonly tone: Tone;
}

const manager = Base.createToastManager<ToastData>();

export interface ToastsProps extends ToastPlaceProps {
  /** Called once toasts can be shown. */
  readonly onReady: (add: (options: ToastOptions) => () => void) => void;
}

/** The place of the toasts, and those that stand in it. See ui/toast.tsx. */
export function Toasts({ label, closeLabel, onReady }: ToastsProps) {
  useEffect(() => onReady(addToast), [onReady]);
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport
          aria-label={label}
          className="fixed inset-x-4 z-50 flex flex-col gap-2 max-lg:top-16 sm:right-auto sm:left-(--toast-left) sm:w-96 lg:bottom-4"
        >
          <ToastList closeLabel={closeLabel} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function addToast({ title, description, tone = "neutral", action }: ToastOptions): () => void {
  const act = () => {
    action?.onSelect();
    close();
  };
  const id = manager.add({
    title,
    description,
    data: { tone },
    timeout: action === undefined ? 5000 : 10_000,
    priority: tone === "negative" ? "high" : "low",
    ...(action === undefined ? {} : { actionProps: { children: action.label, onClick: act } }),
  });
  const close = () => manager.close(id);
  return close;
}

const colours: Record<Tone, string> = {
  positive: "text-positive",
  waiting: "text-waiting",
  negative: "text-negative",
  info: "text-info",
  neutral: "text-muted",
};

function ToastList({ closeLabel }: { readonly closeLabel: string }) {
  const { toasts } = Base.useToastManager<ToastData>();
  return toasts.map((toast) => {
    const tone = toast.data?.tone ?? "neutral";
    const Icon = toneIcon(tone);
    return (
      <Base.Root
        key={toast.id}
        toast={toast}
        swipeDirection={["up", "down", "right"]}
        className="popup data-limited:hidden"
      >
        <Base.Content className="flex items-start gap-3 py-2 pr-2 pl-4">
          {tone === "neutral" ? null : <Icon aria-hidden className={cx("mt-3 size-5 shrink-0", colours[tone])} />}
          <div className="min-w-0 grow py-2.5">
            <Base.Title className="text-base font-medium" />
            <Base.Description className="text-sm text-muted" />
            <Base.Action className="mt-1 min-h-12 min-w-12 text-left font-medium text-accent underline underline-offset-4 empty:hidden" />
          </div>
          <Base.Close
            aria-label={closeLabel}
            className="flex size-12 shrink-0 items-center justify-center rounded-control hover:bg-hover"
          >
            <X aria-hidden className="size-5" />
          </Base.Close>
        </Base.Content>
      </Base.Root>
    );
  });
}
