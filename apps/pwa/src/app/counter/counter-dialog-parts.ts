export { LockDialog } from "../../features/identity/lock-dialog.tsx";
export { PreferencesDialog } from "../preferences-dialog.tsx";
