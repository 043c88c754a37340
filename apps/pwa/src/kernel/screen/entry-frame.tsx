import type { ReactNode } from "react";

export interface EntryFrameProps {
  /** The product's name and mark. */
  readonly brand: ReactNode;
  readonly title: string;
  readonly text?: string | undefined;
  readonly children: ReactNode;
  /** Below the panel, quieter. */
  readonly aside?: ReactNode;
}

/** The frame of the screens before one is in: one calm column, the work in one panel. */
export function EntryFrame({ brand, title, text, children, aside }: EntryFrameProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="px-6 py-5">{brand}</header>
      <main className="mx-auto flex w-full max-w-md grow flex-col justify-center gap-6 px-6 pb-20">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
          {text === undefined ? null : <p className="mt-1 text-base text-muted">{text}</p>}
        </div>
        {children}
        {aside === undefined ? null : <div className="border-t border-line pt-5 text-sm text-muted">{aside}</div>}
      </main>
    </div>
  );
}
