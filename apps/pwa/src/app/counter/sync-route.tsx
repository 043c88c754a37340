import { useNavigate, useSearch } from "@tanstack/react-router";
import { SyncScreen } from "../../features/sync/sync-screen.tsx";

/** `/counter/sync`: the part of the list stands in the address. */
export function SyncRoute() {
  const { tab } = useSearch({ from: "/counter/sync" });
  const navigate = useNavigate();
  return (
    <SyncScreen
      part={tab ?? "waiting"}
      onPartChange={(part) =>
        void navigate({ to: "/counter/sync", search: part === "waiting" ? {} : { tab: part }, replace: true })
      }
    />
  );
}
