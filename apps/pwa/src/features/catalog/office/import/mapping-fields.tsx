import { type ImportField, type ImportMapping, mappingLacks } from "@balcao/shared/catalog/import/mapping";
import { useMessages } from "../../../../kernel/i18n/use-messages.ts";
import { Field } from "../../../../ui/field.tsx";
import { Select } from "../../../../ui/select.tsx";
import { fieldNames, messages } from "./import-messages.ts";

/** In the order a person thinks of a product. */
const fields: readonly ImportField[] = [
  "name",
  "sku",
  "barcode",
  "brand",
  "category",
  "unit",
  "price",
  "specialPrice",
  "regularPrice",
];
const absent = "\u0000absent";

export interface MappingFieldsProps {
  readonly header: readonly string[];
  readonly mapping: ImportMapping;
  readonly onChange: (mapping: ImportMapping) => void;
}

/** For each thing a product has, the column that says it. */
export function MappingFields({ header, mapping, onChange }: MappingFieldsProps) {
  const texts = useMessages(messages);
  const names = useMessages(fieldNames);
  const lacks = mappingLacks(mapping);
  const options = [
    { value: absent, label: texts.notInFile },
    ...header.map((column) => ({ value: column, label: column })),
  ];
  const errors: Partial<Record<ImportField, string>> = {
    ...(lacks === "name" ? { name: texts.needName } : {}),
    ...(lacks === "sku" ? { sku: texts.needSku } : {}),
  };
  return (
    <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
      {fields.map((field) => (
        <Field key={field} label={names[field]} error={errors[field]}>
          <Select
            options={options}
            value={mapping.columns[field] ?? absent}
            onValueChange={(column) =>
              onChange({ ...mapping, columns: { ...mapping.columns, [field]: column === absent ? null : column } })
            }
          />
        </Field>
      ))}
    </div>
  );
}
