import { type ImportField, importFields, type ImportMapping } from "@balcao/shared/catalog/import/mapping";
import { useMessages } from "../../../../kernel/i18n/use-messages.ts";
import { Surface } from "../../../../ui/surface.tsx";
import { fieldNames, messages } from "./import-messages.ts";
import type { FileHead } from "./read-head.ts";

const shownLines = 6;

/** The first lines under the names of what their columns were said to be. */
export function SampleTable({ head, mapping }: { readonly head: FileHead; readonly mapping: ImportMapping }) {
  const texts = useMessages(messages);
  const names = useMessages(fieldNames);
  const chosen = importFields.filter((field) => mapping.columns[field] !== null);
  const place = (field: ImportField) => head.header.indexOf(mapping.columns[field] ?? "");
  return (
    <Surface title={texts.sampleTitle} description={texts.sampleText} flush>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keyboard */}
      <div className="overflow-x-auto border-t border-line" tabIndex={0} role="region" aria-label={texts.sampleTitle}>
        <table className="w-full border-collapse text-left text-(length:--table-text)">
          <thead>
            <tr>
              {chosen.map((field) => (
                <th key={field} scope="col" className="h-11 px-4 text-sm font-medium whitespace-nowrap text-muted">
                  {names[field]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="figures">
            {head.sample.slice(0, shownLines).map((cells, line) => (
              <tr key={line} className="border-t border-line">
                {chosen.map((field) => (
                  <td key={field} className="h-row max-w-72 truncate px-4 whitespace-nowrap">
                    {cells[place(field)] ?? ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Surface>
  );
}
