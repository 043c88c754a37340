import { type Delimiter, type Encoding, encodings, type ImportMapping } from "@balcao/shared/catalog/import/mapping";
import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../../../kernel/i18n/use-messages.ts";
import { Field } from "../../../../ui/field.tsx";
import { Segmented } from "../../../../ui/segmented.tsx";
import { Select } from "../../../../ui/select.tsx";
import { Status } from "../../../../ui/status.tsx";
import { storesQuery } from "../../../stores/public.ts";
import { encodingNames, messages } from "./import-messages.ts";
import type { StepProps } from "./mapping-step.tsx";

const chain = "chain";
const automatic = "automatic";

/** Whose prices they are, and how the file's text is to be read. */
export function ReadingOptions({ work, state }: StepProps) {
  const texts = useMessages(messages);
  const { mapping, head } = state;
  const stores = useQuery(storesQuery).data ?? [];
  const set = (changes: Partial<ImportMapping>) => work.change({ mapping: { ...mapping, ...changes } });
  const delimiters: Record<Delimiter, string> = {
    ",": texts.delimiterComma,
    ";": texts.delimiterSemicolon,
    "\t": texts.delimiterTab,
    "|": texts.delimiterPipe,
  };
  return (
    <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
      <Field label={texts.target}>
        <Select
          value={state.storeId ?? chain}
          onValueChange={(id) =>
            work.change({
              storeId: id === chain ? null : id,
              ...(id === chain ? {} : { mapping: { ...mapping, missing: "keep" } }),
            })
          }
          options={[
            { value: chain, label: texts.chain },
            ...stores.map(({ id, name, code }) => ({ value: id, label: name, hint: code })),
          ]}
        />
      </Field>
      <Field label={texts.decimalMark}>
        <Segmented
          wide
          label={texts.decimalMark}
          value={mapping.decimalMark}
          onValueChange={(decimalMark) => set({ decimalMark })}
          segments={[
            { value: ",", label: texts.comma },
            { value: ".", label: texts.dot },
          ]}
        />
      </Field>
      <Field label={texts.delimiter}>
        <Select
          value={mapping.delimiter}
          onValueChange={(delimiter) => void work.open(head.file, { delimiter, encoding: mapping.encoding })}
          options={Object.entries(delimiters).map(([value, label]) => ({ value: value as Delimiter, label }))}
        />
      </Field>
      <Field label={texts.encoding}>
        <Select<Encoding | typeof automatic>
          value={mapping.encoding ?? automatic}
          onValueChange={(encoding) =>
            void work.open(head.file, {
              delimiter: mapping.delimiter,
              encoding: encoding === automatic ? null : encoding,
            })
          }
          options={[
            { value: automatic, label: texts.encodingAuto(encodingNames[head.encoding]) },
            ...encodings.map((value) => ({ value, label: encodingNames[value] })),
          ]}
        />
      </Field>
      <MissingChoice state={state} onChange={(missing) => set({ missing })} />
    </div>
  );
}

function MissingChoice({
  state,
  onChange,
}: Pick<StepProps, "state"> & { readonly onChange: (missing: ImportMapping["missing"]) => void }) {
  const texts = useMessages(messages);
  const { missing } = state.mapping;
  return (
    <div className="grid gap-2 sm:col-span-2">
      <Field
        label={texts.missing}
        hint={state.storeId === null ? undefined : texts.missingOnlyChain}
        disabled={state.storeId !== null}
      >
        <Segmented
          label={texts.missing}
          value={missing}
          onValueChange={onChange}
          segments={[
            { value: "keep", label: texts.missingKeep },
            { value: "deactivate", label: texts.missingDeactivate },
          ]}
        />
      </Field>
      {missing === "deactivate" ? <Status tone="waiting">{texts.missingWarning}</Status> : null}
    </div>
  );
}
