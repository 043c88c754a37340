import { useMemo } from "react";
import { encode } from "uqr";

export interface QrCodeProps {
  readonly content: string;
  /** What it is for, read aloud. */
  readonly label: string;
  readonly className?: string | undefined;
}

/** A QR code as one SVG path, dark on white in either theme, because scanners expect that. Quiet zone of 4 modules. */
export function QrCode({ content, label, className }: QrCodeProps) {
  const { path, size } = useMemo(() => draw(content), [content]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={className ?? "size-60"}
    >
      <rect width={size} height={size} className="fill-white" />
      <path d={path} className="fill-black" />
    </svg>
  );
}

function draw(content: string): { readonly path: string; readonly size: number } {
  const { data, size } = encode(content, { ecc: "M", border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { path: squares.join(""), size };
}
