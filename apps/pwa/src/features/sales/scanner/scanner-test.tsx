import { type KeyboardEvent, useRef, useState } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { useStore } from "../../../kernel/sync/store.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Field } from "../../../ui/field.tsx";
import { Status } from "../../../ui/status.tsx";
import { Surface } from "../../../ui/surface.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { findByCode } from "../../catalog/public.ts";
import { messages } from "./messages.ts";
import type { ScannerSettings } from "./settings.ts";
import { useScanner } from "./use-scanner.ts";

/** What came last: a scan, or keys that were taken for a person's. `slowest` in milliseconds. */
type Outcome =
  | { readonly kind: "scan"; readonly code: string; readonly slowest: number; readonly product: string | null }
  | { readonly kind: "typed"; readonly slowest: number };

/** A place to scan into that says what it saw. */
export function ScannerTest({ settings }: { readonly settings: ScannerSettings }) {
  const texts = useMessages(messages);
  const scale = useStore()?.scaleBarcode ?? "none";
  const [text, setText] = useState("");
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const timing = useKeyTiming();
  useScanner((code, slowest) => {
    setText("");
    findByCode(code, scale)
      .then((found) =>
        setOutcome({ kind: "scan", code, slowest, product: found.kind === "product" ? found.product.name : null }),
      )
      .catch(reportError);
  });
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const typed = timing(event);
    const { length } = event.currentTarget.value;
    if (event.key !== "Enter" || length < settings.leastLength) return;
    // Keys that came as fast as a scanner's were held, and reached the field as text.
    setOutcome({ kind: "typed", slowest: typed.count < length ? 0 : typed.slowest });
    setText("");
  };
  return (
    <Surface title={texts.testTitle} description={texts.testText}>
      <div className="grid gap-4">
        <Field label={texts.testField}>
          <TextInput figures value={text} onValueChange={setText} onKeyDown={onKeyDown} inputMode="none" />
        </Field>
        <Result outcome={outcome} settings={settings} />
      </div>
    </Surface>
  );
}

function Result({ outcome, settings }: { readonly outcome: Outcome | null; readonly settings: ScannerSettings }) {
  const texts = useMessages(messages);
  const format = useFormat();
  if (outcome === null) return <Status tone="neutral">{texts.waiting}</Status>;
  const slowest = format.count(Math.round(outcome.slowest));
  if (outcome.kind === "typed") {
    return (
      <Banner tone="waiting" title={texts.typed}>
        {outcome.slowest > settings.gap ? texts.typedSlow(slowest) : texts.typedEnd}
      </Banner>
    );
  }
  return (
    <Banner tone="positive" title={texts.recognised}>
      {texts.recognisedText(outcome.code, slowest)}{" "}
      {outcome.product === null ? texts.unknown : texts.known(outcome.product)}
    </Banner>
  );
}

/** Counts the characters that reach a field and the longest time between two of them; Enter begins anew. */
function useKeyTiming(): (event: KeyboardEvent) => { readonly count: number; readonly slowest: number } {
  const seen = useRef({ count: 0, slowest: 0, lastAt: 0 });
  return ({ key, timeStamp }) => {
    const { count, slowest, lastAt } = seen.current;
    const since = count === 0 ? 0 : timeStamp - lastAt;
    const next = { count: count + (key.length === 1 ? 1 : 0), slowest: Math.max(slowest, since), lastAt: timeStamp };
    seen.current = key === "Enter" ? { count: 0, slowest: 0, lastAt: 0 } : next;
    return next;
  };
}
