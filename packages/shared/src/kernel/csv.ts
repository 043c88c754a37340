/**
 * One line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe before it, so that what
 * stands in the data is only ever shown.
 */
export function csvLine(cells: readonly (string | number | null)[], delimiter: "," | ";"): string {
  return `${cells.map((cell) => csvCell(String(cell ?? ""), delimiter)).join(delimiter)}\r\n`;
}

function csvCell(text: string, delimiter: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return safe.includes(delimiter) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
