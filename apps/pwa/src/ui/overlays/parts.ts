export { ConfirmDialog } from "./confirm-dialog.tsx";
export { Dialog } from "./dialog.tsx";
export { Menu } from "./menu.tsx";
export { Sheet } from "./sheet.tsx";
export { Toasts } from "./toasts.tsx";
export { TooltipPopup } from "./tooltip-popup.tsx";
