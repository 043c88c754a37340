/** The key that does the same, for those who have a keyboard and a mouse. Screen readers are told by `aria-keyshortcuts`. */
export function Kbd({ name }: { readonly name: string }) {
  return (
    <kbd
      aria-hidden
      className="hidden rounded-small border border-current px-1.5 text-xs font-normal opacity-70 [@media(pointer:fine)_and_(not_(any-pointer:coarse))]:inline"
    >
      {name}
    </kbd>
  );
}
