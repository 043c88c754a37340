/** How many, after a page's title. */
export function ListCount({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : <span className="figures text-base text-muted">{text}</span>;
}
