import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect } from "react";
import { cx } from "../cx.ts";
import { type Tone, toneIcon } from "../status.tsx";
import type { Toaster, ToastHostProps } from "../toast.tsx";

interface ToastData {
  readonly tone: Tone;
}

const manager = Base.createToastManager<ToastData>();

export interface ToastsProps extends ToastHostProps {
  /** Where the screen wants them; null for nowhere. */
  readonly container: HTMLElement | null;
  /** Called once toasts can be shown. */
  readonly onReady: (toaster: Toaster) => void;
}

const toaster: Toaster = {
  add: ({ title, description, tone = "neutral" }) => {
    const priority = tone === "negative" ? "high" : "low";
    manager.add({ title, description, data: { tone }, timeout: 5000, priority });
  },
  clear: () => manager.close(),
};

/** The toasts that stand in their place. See ui/toast.tsx. */
export function Toasts({ label, closeLabel, container, onReady }: ToastsProps) {
  useEffect(() => onReady(toaster), [onReady]);
  return (
    <Base.Provider toastManager={manager} limit={1}>
      {container === null ? null : (
        <Base.Portal container={container}>
          <Base.Viewport aria-label={label} className="flex flex-col gap-2 px-3 pb-3 empty:hidden sm:px-4">
            <ToastList closeLabel={closeLabel} />
          </Base.Viewport>
        </Base.Portal>
      )}
    </Base.Provider>
  );
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
        className="popup max-w-md data-limited:hidden"
      >
        <Base.Content className="flex items-start gap-3 py-2 pr-2 pl-4">
          {tone === "neutral" ? null : <Icon aria-hidden className={cx("mt-3 size-5 shrink-0", colours[tone])} />}
          <div className="min-w-0 grow py-2.5">
            <Base.Title className="text-base font-medium" />
            <Base.Description className="text-sm text-muted" />
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
