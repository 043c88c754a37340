/**
 * The first records of a delimited text (RFC 4180: cells may be quoted, a quote inside is doubled, lines end in LF, CRLF or
 * CR). For showing a file before it is sent; the server reads it in earnest. A last record that was cut off is left out
 * when `cut` says that the text is only a beginning.
 */
export function parseRecords(
  text: string,
  delimiter: string,
  most: number,
  cut: boolean,
): readonly (readonly string[])[] {
  const records: string[][] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let index = text.startsWith("\uFEFF") ? 1 : 0;
  const endRecord = () => {
    cells.push(cell);
    // A blank line is no record.
    if (cells.length > 1 || cells[0] !== "") records.push(cells);
    cells = [];
    cell = "";
  };
  for (; index < text.length && records.length < most; index += 1) {
    const character = text[index] ?? "";
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
    } else if (character === '"' && cell === "") quoted = true;
    else if (character === delimiter) {
      cells.push(cell);
      cell = "";
    } else if (character === "\n" || character === "\r") {
      if (character === "\r" && text[index + 1] === "\n") index += 1;
      endRecord();
    } else cell += character;
  }
  if (records.length < most && !cut && (cell !== "" || cells.length > 0)) endRecord();
  return records;
}
