import { type Burst, type KeyStep, quiet, type Scan, stepScan } from "./scan-machine.ts";
import type { ScannerSettings } from "./settings.ts";
import {
  type FieldBefore,
  insertInto,
  isTextField,
  rememberField,
  restoreField,
  textFields,
} from "../../../kernel/text-field.ts";

/** Keys that we send ourselves, for what a person typed after all. */
const own = new WeakSet<Event>();

/**
 * Listens to the whole page for a keyboard-wedge scanner, before anybody else hears a key, and hands over each scan in
 * the order of scanning. Other keys go where they were meant to. Call the answer to stop.
 */
export function listenToScanner(settings: ScannerSettings, onScan: (scan: Scan) => void): () => void {
  let burst: Burst = quiet;
  let target: EventTarget | null = null;
  let before: readonly FieldBefore[] = [];
  /** Where text has gone since then: a field that shows something else by now for a reason of its own is left alone. */
  let changed = new Set<EventTarget | null>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const decide = (step: KeyStep): "let" | "hold" => {
    const [next, { key, replay, scan, restore }] = stepScan(burst, step, settings);
    burst = next;
    clearTimeout(timer);
    if (replay !== "") replayInto(target, replay);
    if (restore) before.filter(({ field }) => changed.has(field)).forEach(restoreField);
    if (burst.text.length > burst.let) timer = setTimeout(() => decide({ kind: "pause" }), settings.gap * 2);
    if (scan !== null) onScan(scan);
    return key;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (own.has(event) || event.isComposing) return;
    const step = stepOf(event);
    if (step === null) return;
    const beginning = step.kind === "character" && (burst.text === "" || step.at - burst.lastAt > settings.gap);
    // What is held of an earlier burst goes where that one was typed.
    if (beginning && burst.text.length > burst.let) decide({ kind: "pause" });
    if (beginning) {
      target = event.target;
      // Keys that go elsewhere may end up in a field all the same, such as a search box that takes what is typed anywhere.
      before = (isTextField(target) ? [target] : textFields()).map(rememberField);
      changed = new Set();
    }
    if (decide(step) === "let") return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  const onInput = (event: Event) => changed.add(event.target);

  addEventListener("keydown", onKeyDown, { capture: true });
  addEventListener("input", onInput, { capture: true });
  return () => {
    removeEventListener("keydown", onKeyDown, { capture: true });
    removeEventListener("input", onInput, { capture: true });
    decide({ kind: "other" });
  };
}

/** Null for keys that say nothing: modifiers alone, and what a screen keyboard sends. */
function stepOf(event: KeyboardEvent): KeyStep | null {
  const { key, timeStamp: at, ctrlKey, altKey, metaKey } = event;
  if (["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "Unidentified", "Process", "Dead"].includes(key))
    return null;
  // A key held down repeats as fast as a scanner types.
  if (event.repeat) return { kind: "other" };
  if (ctrlKey && !altKey && !metaKey && key.toLowerCase() === "j") return { kind: "terminator", terminator: "lf", at };
  const combined = (ctrlKey || altKey || metaKey) && !event.getModifierState("AltGraph");
  if (combined) return { kind: "other" };
  if (key === "Enter") return { kind: "terminator", terminator: "cr", at };
  if (key === "Tab") return { kind: "terminator", terminator: "tab", at };
  if ([...key].length !== 1) return { kind: "other" };
  return { kind: "character", character: key, at, editable: isTextField(event.target) };
}

/**
 * Gives characters to where they were typed, or to what has the focus when that is gone: as text to a field, as keys to
 * anything else, until that hands the focus to a field.
 */
function replayInto(typedAt: EventTarget | null, text: string): void {
  const target = typedAt instanceof Node && typedAt.isConnected ? typedAt : (document.activeElement ?? document.body);
  if (isTextField(target)) return insertInto(target, text);
  const before = document.activeElement;
  const keys = [...text];
  for (const [index, key] of keys.entries()) {
    const focused = document.activeElement;
    if (focused !== before && isTextField(focused)) return insertInto(focused, keys.slice(index).join(""));
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true });
    own.add(event);
    target.dispatchEvent(event);
  }
}
