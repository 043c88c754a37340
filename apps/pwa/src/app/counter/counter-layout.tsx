import { Outlet } from "@tanstack/react-router";
import { CounterLock } from "../../features/identity/counter-lock.tsx";
import { OperatorButton } from "../../features/identity/operator-button.tsx";
import { useOperator } from "../../features/identity/public.ts";
import { useIdleLock } from "../../features/identity/use-idle-lock.ts";
import { useOperatorGuard } from "../../features/identity/use-operator-guard.ts";
import { ScannerHost } from "../../features/sales/public.ts";
import { FirstLoad } from "../../features/sync/first-load.tsx";
import { SyncIndicator } from "../../features/sync/sync-indicator.tsx";
import { SyncNotices } from "../../features/sync/sync-notices.tsx";
import { useIdentity } from "../../kernel/sync/identity.ts";
import { useStore } from "../../kernel/sync/store.ts";
import { ToastPlace } from "../../ui/toast.tsx";
import { CounterFrame } from "./counter-frame.tsx";
import { CounterMenu } from "./counter-menu.tsx";

/** The counter's frame, filled with what the tablet knows about itself. While nobody is in, it asks who it is. */
export function CounterLayout() {
  const store = useStore();
  const identity = useIdentity();
  const locked = useOperator() === null;
  useIdleLock(!locked);
  useOperatorGuard();
  return (
    <CounterFrame
      store={store?.name ?? identity?.organizationName ?? ""}
      tablet={identity?.deviceCode ?? ""}
      operator={<OperatorButton />}
      sync={<SyncIndicator locked={locked} />}
      actions={<CounterMenu />}
      notices={<SyncNotices />}
    >
      <ScannerHost />
      {locked ? <Locked /> : <Outlet />}
    </CounterFrame>
  );
}

function Locked() {
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 grow">
        <CounterLock nobody={<FirstLoad />} />
      </div>
      <ToastPlace />
    </div>
  );
}
