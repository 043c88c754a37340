import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { writeSetting } from "../../../kernel/settings.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Field } from "../../../ui/field.tsx";
import { Segmented } from "../../../ui/segmented.tsx";
import { Surface } from "../../../ui/surface.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { messages } from "./messages.ts";
import { scannerSetting, type ScannerSettings, type Terminator, usualScanner } from "./settings.ts";

const gaps = [30, 45, 80, 120];
const lengths = [3, 4, 6, 8];
const terminators: readonly Terminator[] = ["cr", "lf", "tab"];

/** The settings of the scanner, each saved as it is changed. */
export function ScannerForm({ settings }: { readonly settings: ScannerSettings }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const change = (changed: Partial<ScannerSettings>) =>
    void writeSetting(scannerSetting, { ...settings, ...changed }).catch(reportError);
  return (
    <Surface title={texts.settingsTitle} description={texts.settingsText}>
      <div className="grid gap-6">
        <Field label={texts.gap} hint={texts.gapHint}>
          <Segmented
            label={texts.gap}
            value={String(settings.gap)}
            onValueChange={(gap) => change({ gap: Number(gap) })}
            segments={gaps.map((gap) => ({ value: String(gap), label: texts.gapOf(format.count(gap)) }))}
          />
        </Field>
        <Field label={texts.least}>
          <Segmented
            label={texts.least}
            value={String(settings.leastLength)}
            onValueChange={(least) => change({ leastLength: Number(least) })}
            segments={lengths.map((length) => ({ value: String(length), label: format.count(length) }))}
          />
        </Field>
        <Ends settings={settings} onChange={(chosen) => change({ terminators: chosen })} />
        <Field label={texts.prefix} note={texts.optional}>
          <TextInput figures value={settings.prefix} maxLength={8} onValueChange={(prefix) => change({ prefix })} />
        </Field>
        <Field label={texts.suffix} note={texts.optional}>
          <TextInput figures value={settings.suffix} maxLength={8} onValueChange={(suffix) => change({ suffix })} />
        </Field>
        <Button className="justify-self-start" onClick={() => change(usualScanner)}>
          {texts.reset}
        </Button>
      </div>
    </Surface>
  );
}

interface EndsProps {
  readonly settings: ScannerSettings;
  readonly onChange: (terminators: readonly Terminator[]) => void;
}

function Ends({ settings, onChange }: EndsProps) {
  const texts = useMessages(messages);
  const toggle = (end: Terminator, on: boolean) =>
    onChange(terminators.filter((one) => (one === end ? on : settings.terminators.includes(one))));
  return (
    <fieldset>
      <legend className="text-sm font-medium">{texts.terminators}</legend>
      {terminators.map((end) => (
        <Checkbox
          key={end}
          label={texts[end]}
          checked={settings.terminators.includes(end)}
          onCheckedChange={(on) => toggle(end, on)}
        />
      ))}
      <p className="text-sm text-muted">{texts.noTerminator}</p>
    </fieldset>
  );
}
