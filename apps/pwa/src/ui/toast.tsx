import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { type Tone, toneIcon } from "./status.tsx";

interface ToastData {
  readonly tone: Tone;
}

const manager = Base.createToastManager<ToastData>();

export interface ToastOptions {
  /** What happened, in one line. */
  readonly title: string;
  readonly description?: string | undefined;
  /** Default `neutral`. */
  readonly tone?: Tone | undefined;
  readonly action?: { readonly label: string; readonly onSelect: () => void } | undefined;
}

/**
 * Says something that asks for nothing, for five seconds (ten with an action, or until that is chosen). What must not be
 * missed is a Banner. Returns what takes it away earlier.
 */
export function showToast({ title, description, tone = "neutral", action }: ToastOptions): () => void {
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

/**
 * Where toasts appear. Stands once, around the app. At the left below, away from what moves money forward; where the
 * page is narrow that is all of its lower end, so there they stand under the top bar.
 */
export function ToastProvider({
  children,
  label,
  closeLabel,
}: {
  readonly children: ReactNode;
  /** What the place of the toasts is called, read aloud. */
  readonly label: string;
  readonly closeLabel: string;
}) {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      {children}
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
