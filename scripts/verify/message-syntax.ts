import {
  type Expression,
  type JSXAttribute,
  type JSXChild,
  type Node,
  type ObjectExpression,
  parseSync,
  Visitor,
} from "oxc-parser";

export interface Catalogue {
  readonly pt: readonly string[];
  readonly en: readonly string[];
}

/** The keys of each `defineMessages({ pt: {…}, en: {…} })` in a file. */
export function readCatalogues(file: string, text: string): Catalogue[] {
  const found: Catalogue[] = [];
  new Visitor({
    CallExpression({ callee, arguments: [first] }) {
      if (callee.type !== "Identifier" || callee.name !== "defineMessages" || first?.type !== "ObjectExpression")
        return;
      found.push({ pt: keysOf(languageOf(first, "pt")), en: keysOf(languageOf(first, "en")) });
    },
  }).visit(parseSync(file, text).program);
  return found;
}

function languageOf(messages: ObjectExpression, language: string): ObjectExpression | null {
  for (const property of messages.properties) {
    if (
      property.type === "Property" &&
      nameOf(property.key) === language &&
      property.value.type === "ObjectExpression"
    ) {
      return property.value;
    }
  }
  return null;
}

const keysOf = (object: ObjectExpression | null): string[] =>
  (object?.properties ?? []).flatMap((property) => (property.type === "Property" ? [nameOf(property.key)] : []));

function nameOf(key: Node): string {
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" ? String(key.value) : "";
}

export interface Names {
  /** `texts.key`, `{ key }` taken apart, or a string for `texts[name]`. */
  readonly names: readonly string[];
  /** Whether a name is worked out: `texts[row.role]`. */
  readonly dynamic: boolean;
}

/** The names by which a file may reach a key. */
export function namesUsed(file: string, text: string): Names {
  const names: string[] = [];
  let dynamic = false;
  new Visitor({
    MemberExpression({ property, computed }) {
      if (!computed && property.type === "Identifier") names.push(property.name);
      if (computed && property.type !== "Literal") dynamic = true;
    },
    ObjectPattern({ properties }) {
      for (const property of properties) if (property.type === "Property") names.push(nameOf(property.key));
    },
    Literal({ value }) {
      if (typeof value === "string") names.push(value);
    },
  }).visit(parseSync(file, text).program);
  return { names, dynamic };
}

const spokenAttributes = new Set([
  ...["alt", "aria-description", "aria-label", "aria-placeholder", "aria-roledescription", "aria-valuetext"],
  ...["label", "placeholder", "title", "hint", "description", "text"],
]);
/** Names that are the same in every language. */
const everywhere = new Set(["Balcão", "Pix"]);

/** Words that a component shows by itself, as `file:line: words`. */
export function literalTexts(file: string, text: string): string[] {
  const found: string[] = [];
  const note = (words: string, at: number) => {
    const trimmed = words.trim();
    if (!/\p{L}{2,}/u.test(trimmed) || everywhere.has(trimmed)) return;
    found.push(`${file}:${text.slice(0, at).split("\n").length}: "${trimmed}"`);
  };
  new Visitor({
    JSXElement: ({ children }) => noteChildren(children, note),
    JSXFragment: ({ children }) => noteChildren(children, note),
    JSXAttribute: (attribute) => noteAttribute(attribute, note),
  }).visit(parseSync(file, text).program);
  return found;
}

type Note = (words: string, at: number) => void;

function noteChildren(children: readonly JSXChild[], note: Note): void {
  for (const child of children) {
    if (child.type === "JSXText") note(child.value, child.start);
    if (child.type === "JSXExpressionContainer" && child.expression.type !== "JSXEmptyExpression") {
      noteStrings(child.expression, note);
    }
  }
}

function noteAttribute({ name, value }: JSXAttribute, note: Note): void {
  if (name.type !== "JSXIdentifier" || !spokenAttributes.has(name.name)) return;
  if (value?.type === "Literal" && typeof value.value === "string") note(value.value, value.start);
  if (value?.type === "JSXExpressionContainer" && value.expression.type !== "JSXEmptyExpression") {
    noteStrings(value.expression, note);
  }
}

/** Strings that an expression may come to: itself, either branch, or the fixed parts of a template. */
function noteStrings(expression: Expression, note: Note): void {
  if (expression.type === "Literal" && typeof expression.value === "string") note(expression.value, expression.start);
  if (expression.type === "ConditionalExpression") {
    noteStrings(expression.consequent, note);
    noteStrings(expression.alternate, note);
  }
  if (expression.type === "LogicalExpression") noteStrings(expression.right, note);
  if (expression.type === "TemplateLiteral") {
    for (const part of expression.quasis) note(part.value.raw, part.start);
  }
}
