/** The product's mark: the drawing of public/icons/mark.svg in the colours of the theme. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 512 512" aria-hidden className={className ?? "size-8"}>
      <rect width="512" height="512" rx="112" className="fill-accent" />
      <g fill="none" strokeWidth="50" strokeLinecap="round" className="stroke-accent-text">
        <path d="M188 116v204" />
        <circle cx="268" cy="242" r="80" />
        <path d="M112 404h288" />
      </g>
    </svg>
  );
}

/** Mark and name. */
export function Brand() {
  return (
    <span className="flex items-center gap-2.5 text-lg font-semibold tracking-tight">
      <Mark />
      Balcão
    </span>
  );
}
