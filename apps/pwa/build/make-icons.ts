/**
 * Draws the PNG icons from public/icons/mark.svg with a Chromium: `node apps/pwa/build/make-icons.ts`. The PNGs are
 * kept in the repository; run it again when the mark changes.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const icons = path.join(import.meta.dirname, "..", "public", "icons");
const mark = readFileSync(path.join(icons, "mark.svg"), "utf8");
/** A maskable icon fills its square, and everything that matters stays inside four fifths of it. */
const maskable = mark
  .replace('rx="112"', 'rx="0"')
  .replace("<g ", '<g transform="translate(256 256) scale(0.8) translate(-256 -256)" ');
const square = mark.replace('rx="112"', 'rx="0"');
const chromium = process.argv[2] ?? "chromium";

draw("mark-192.png", mark, 192);
draw("mark-512.png", mark, 512);
draw("maskable-192.png", maskable, 192);
draw("maskable-512.png", maskable, 512);
draw("apple-touch.png", square, 180);

function draw(name: string, svg: string, size: number): void {
  const folder = mkdtempSync(path.join(tmpdir(), "balcao-icon-"));
  const page = path.join(folder, "icon.html");
  const sized = svg.replace("<svg ", `<svg width="${size}" height="${size}" `);
  writeFileSync(page, `<!doctype html><style>body{margin:0}svg{display:block}</style>${sized}`);
  const run = spawnSync(chromium, [
    "--headless",
    "--no-sandbox",
    "--hide-scrollbars",
    "--default-background-color=00000000",
    `--user-data-dir=${path.join(folder, "profile")}`,
    `--window-size=${size},${size}`,
    `--screenshot=${path.join(icons, name)}`,
    page,
  ]);
  rmSync(folder, { recursive: true, force: true });
  if (run.status !== 0) throw new Error(`${chromium} did not draw ${name}: ${String(run.stderr)}`);
}
