import { Outlet } from "@tanstack/react-router";
import { CounterFrame } from "./counter-frame.tsx";

/** The counter's frame, filled with what the tablet knows about itself. */
export function CounterLayout() {
  return (
    <CounterFrame store="Balcão" operator={null} sync={null}>
      <Outlet />
    </CounterFrame>
  );
}
