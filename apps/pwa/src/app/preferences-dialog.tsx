import { Monitor, Moon, Sun } from "lucide-react";
import type { ReactNode } from "react";
import { useMessages } from "../kernel/i18n/use-messages.ts";
import { type Preferences, setPreferences, type TextSize, usePreferences } from "../kernel/preferences.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { messages } from "./messages.ts";

const sizes: readonly TextSize[] = [100, 115, 130];

/** Language, theme and text size of this device; each shows at once. */
export function PreferencesDialog({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const texts = useMessages(messages);
  const { language, theme, textSize } = usePreferences();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={texts.settings} closeLabel={texts.close}>
      <div className="grid gap-5">
        <Choice label={texts.language}>
          <Segmented
            wide
            label={texts.language}
            value={language}
            onValueChange={(next) => setPreferences({ language: next })}
            segments={[
              { value: "pt", label: "Português" },
              { value: "en", label: "English" },
            ]}
          />
        </Choice>
        <Choice label={texts.theme}>
          <Segmented<Preferences["theme"]>
            wide
            label={texts.theme}
            value={theme}
            onValueChange={(next) => setPreferences({ theme: next })}
            segments={[
              { value: "light", label: texts.themeLight, icon: Sun },
              { value: "dark", label: texts.themeDark, icon: Moon },
              { value: "system", label: texts.themeSystem, icon: Monitor },
            ]}
          />
        </Choice>
        <Choice label={texts.textSize}>
          <Segmented
            wide
            label={texts.textSize}
            value={String(textSize)}
            onValueChange={(next) => setPreferences({ textSize: sizes.find((size) => String(size) === next) ?? 100 })}
            segments={sizes.map((size) => ({ value: String(size), label: `${size}%` }))}
          />
        </Choice>
      </div>
    </Dialog>
  );
}

function Choice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <p aria-hidden className="text-sm font-medium">
        {label}
      </p>
      {children}
    </div>
  );
}
