import "./kernel/zod-without-eval.ts";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Providers } from "./app/providers.tsx";
import { leaveOffice } from "./app/leave-office.ts";
import { createAppRouter } from "./app/router.ts";
import { startPreferences } from "./kernel/preferences.ts";
import { createQueryClient } from "./kernel/query-client.ts";
import { startDevice } from "./kernel/sync/start.ts";
import { startServiceWorker } from "./kernel/update/service-worker.ts";
import "./ui/theme.css";

startPreferences();
// Sends and receives whatever screen is open. Routes that need the device wait for it and say what went wrong.
startDevice().catch((error: unknown) => console.warn("the local data did not open", error));

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no #root");

const queryClient = createQueryClient(() => leaveOffice(router));
const router = createAppRouter(queryClient);

createRoot(root).render(
  <StrictMode>
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);

startServiceWorker().catch((error: unknown) => console.error("no service worker", error));
