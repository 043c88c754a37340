import { whenAsked } from "./when-asked.ts";

const overlays = whenAsked(() => import("./overlays/parts.ts"));

/**
 * What lies over a screen: dialogs, sheets, menus, tooltips, toasts. They are a fifth of the scripts, so they come once the
 * first screen stands, or earlier when one is `asked` for.
 */
export const useOverlays = overlays.use;
