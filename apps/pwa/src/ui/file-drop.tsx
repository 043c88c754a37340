import { FileUp } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { cx } from "./cx.ts";

export interface FileDropProps {
  /** Beside the icon: what to drop. */
  readonly title: string;
  /** What is accepted. */
  readonly text: string;
  readonly chooseLabel: string;
  /** For the file chooser: ".csv,text/csv". */
  readonly accept: string;
  readonly onFile: (file: File) => void;
  readonly busy?: boolean | undefined;
}

/** Takes one file, dropped or chosen. */
export function FileDrop({ title, text, chooseLabel, accept, onFile, busy = false }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file !== undefined) onFile(file);
    // The same file may be chosen again after a change to it.
    if (input.current !== null) input.current.value = "";
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        "flex flex-col items-center gap-2 rounded-surface border border-dashed px-6 py-14 text-center",
        over ? "border-accent bg-accent-soft" : "border-edge bg-surface",
      )}
    >
      <FileUp aria-hidden className="mb-2 size-8 text-muted" strokeWidth={1.5} />
      <p className="text-lg font-semibold">{title}</p>
      <p className="max-w-md text-base text-pretty text-muted">{text}</p>
      <input
        ref={input}
        type="file"
        accept={accept}
        tabIndex={-1}
        aria-hidden
        className="unseen"
        onChange={(event) => take(event.target.files)}
      />
      <Button variant="primary" busy={busy} className="mt-4" onClick={() => input.current?.click()}>
        {chooseLabel}
      </Button>
    </div>
  );
}
