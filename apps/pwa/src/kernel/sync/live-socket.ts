import type { LiveRouter } from "@balcao/api/live-router";
import type { Transport } from "@balcao/sync/client/ports";
import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";

/** The engine opens a new socket by itself, with a pause of its own choosing. */
const never = 2 ** 31 - 1;

/** Opens the live socket through a tRPC subscription, with a heartbeat that notices a half-open connection. */
export const openLiveSocket: Transport["live"] = ({ onEvent, onEnd }) => {
  let over = false;
  const client = createWSClient({
    url: `${location.origin.replace(/^http/, "ws")}/api/trpc`,
    retryDelayMs: () => never,
    keepAlive: { enabled: true, intervalMs: 5_000, pongTimeoutMs: 2_000 },
    onClose: () => end(),
  });
  const end = () => {
    if (over) return;
    over = true;
    void client.close();
    onEnd();
  };
  const live = createTRPCClient<LiveRouter>({ links: [wsLink({ client })] });
  live.sync.live.subscribe(
    { kinds: "delta" },
    {
      onData: (event) => {
        if (!over) onEvent(event.data);
      },
      onError: () => end(),
      onComplete: () => end(),
    },
  );
  return () => {
    over = true;
    void client.close();
  };
};
