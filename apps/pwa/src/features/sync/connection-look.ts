import {
  CircleSlash,
  Download,
  Hourglass,
  type LucideIcon,
  Octagon,
  Radio,
  RefreshCw,
  ShieldOff,
  Unplug,
  WifiOff,
} from "lucide-react";
import type { ConnectionWord } from "./indicator.ts";

/** The icon of each connection; the word always stands beside it. */
export const connectionIcons: Record<ConnectionWord, LucideIcon> = {
  starting: Hourglass,
  live: Radio,
  polling: RefreshCw,
  offline: WifiOff,
  loading: Download,
  notEnrolled: Unplug,
  revoked: ShieldOff,
  blocked: CircleSlash,
  confused: Octagon,
};

/** The text that explains each connection: a key of messages.ts. */
export const connectionText = {
  starting: "startingText",
  live: "liveText",
  polling: "pollingText",
  offline: "offlineText",
  loading: "loadingText",
  notEnrolled: "notEnrolledText",
  revoked: "revokedText",
  blocked: "blockedText",
  confused: "confusedText",
} as const satisfies Record<ConnectionWord, string>;
