export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** A field as it was before a key went into it. */
export interface FieldBefore {
  readonly field: TextField;
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
}

/** Inputs that hold no text: keys mean something else to them. */
const withoutText = new Set(["button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"]);

/** Whether keys pressed at `target` become text that can be taken back. */
export function isTextField(target: EventTarget | null): target is TextField {
  if (target instanceof HTMLTextAreaElement) return !target.readOnly && !target.disabled;
  return target instanceof HTMLInputElement && !withoutText.has(target.type) && !target.readOnly && !target.disabled;
}

/** The text fields of the page. */
export function textFields(): readonly TextField[] {
  return [...document.querySelectorAll("input, textarea")].filter(isTextField);
}

/** Notes a field as it is. */
export function rememberField(field: TextField): FieldBefore {
  return { field, value: field.value, start: field.selectionStart, end: field.selectionEnd };
}

/** Puts a field back; whoever controls it hears of it as of any input that is undone (Input Events Level 2, 4.1.2). */
export function restoreField({ field, value, start, end }: FieldBefore): void {
  if (!field.isConnected || field.value === value) return;
  setValue(field, value, "historyUndo");
  if (start !== null && field.value === value) field.setSelectionRange(start, end);
}

/** Types text into a field, at its caret, as a person would have. */
export function insertInto(field: TextField, text: string): void {
  const { value } = field;
  const start = field.selectionStart ?? value.length;
  const end = field.selectionEnd ?? value.length;
  setValue(field, value.slice(0, start) + text + value.slice(end));
  // A field that writes its own value, such as one for money, has put the caret where it wants it.
  if (field.value.length === value.length - (end - start) + text.length)
    field.setSelectionRange(start + text.length, start + text.length);
}

/** React compares with the value it wrote itself, so the value is set as the browser sets it. */
function setValue(field: TextField, value: string, inputType = "insertText"): void {
  const kind = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(kind, "value")?.set?.call(field, value);
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType }));
}
