import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { CounterPage } from "../../../kernel/screen/counter-page.tsx";
import { useSetting } from "../../../kernel/settings.ts";
import { messages } from "./messages.ts";
import { ScannerForm } from "./scanner-form.tsx";
import { ScannerTest } from "./scanner-test.tsx";
import { scannerSetting } from "./settings.ts";

/** How this tablet's scanner writes, and whether it is understood: scanners differ. */
export function ScannerScreen() {
  const texts = useMessages(messages);
  const settings = useSetting(scannerSetting);
  return (
    <CounterPage title={texts.title}>
      {settings === undefined ? null : (
        <div className="grid gap-4">
          <ScannerTest settings={settings} />
          <ScannerForm settings={settings} />
        </div>
      )}
    </CounterPage>
  );
}
