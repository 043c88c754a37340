import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { Compass, LifeBuoy } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { useMessages } from "../kernel/i18n/use-messages.ts";
import { toProblem } from "../kernel/problem.ts";
import { ProblemState } from "../kernel/screen/problem-state.tsx";
import { databaseFails, isOfStorage, storageWatch } from "../kernel/sync/storage-watch.ts";
import { Button } from "../ui/button.tsx";
import { buttonClass } from "../ui/button-class.ts";
import { EmptyState, ErrorState } from "../ui/screen-state.tsx";
import { Brand } from "./brand.tsx";
import { messages } from "./messages.ts";
import { tryAgain } from "./try-again.ts";
import { UpdateBanner } from "./update-banner.tsx";

/** An address that leads nowhere. */
export function NotFoundPage() {
  const texts = useMessages(messages);
  const home = (
    <Link to="/" className={buttonClass()}>
      {texts.goHome}
    </Link>
  );
  return (
    <WholePage>
      <EmptyState level={1} icon={Compass} title={texts.notFoundTitle} action={home}>
        {texts.notFoundText}
      </EmptyState>
    </WholePage>
  );
}

/** A screen inside a frame that failed: the server's refusal when that is why, else a fault of ours. */
export function FailedScreen({ error, reset }: ErrorComponentProps) {
  const texts = useMessages(messages);
  const router = useRouter();
  const problem = toProblem(error);
  const again = () => void tryAgain(router, reset);
  if (isOfStorage(error)) return <StorageFailed onMended={again} />;
  if (problem.kind === "offline" || problem.code !== "INTERNAL")
    return <ProblemState level={1} problem={problem} onRetry={again} />;
  return (
    <ErrorState
      level={1}
      title={texts.crashTitle}
      action={<Button onClick={() => location.reload()}>{texts.reload}</Button>}
    >
      {texts.crashText}
    </ErrorState>
  );
}

/** Milliseconds after which a screen whose database seems well again is tried. */
const pause = 1_000;

/** The tablet's database was closed under the screen, which comes back as it was once something can be written again. */
function StorageFailed({ onMended }: { readonly onMended: () => void }) {
  const texts = useMessages(messages);
  const fails = useSyncExternalStore(storageWatch.subscribe, databaseFails);
  const mended = useEffectEvent(onMended);
  useEffect(() => {
    if (fails) return undefined;
    const timer = setTimeout(mended, pause);
    return () => clearTimeout(timer);
  }, [fails]);
  const rescue = (
    <Link to="/rescue" className={buttonClass()}>
      <LifeBuoy aria-hidden className="size-5" />
      {texts.rescueSales}
    </Link>
  );
  return (
    <ErrorState level={1} title={texts.storageTitle} action={rescue}>
      {texts.storageText}
    </ErrorState>
  );
}

/** A failure before there was a frame to show it in. */
export function FailedPage(props: ErrorComponentProps) {
  return (
    <WholePage>
      <FailedScreen {...props} />
    </WholePage>
  );
}

/** Offers a newer version too: it may be what mends the failure, and a reload alone never lets it in. */
function WholePage({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <UpdateBanner />
      <header className="px-6 py-5">
        <Brand />
      </header>
      <main className="flex grow flex-col justify-center pb-20">{children}</main>
    </div>
  );
}
