import type { Unit } from "@balcao/shared/catalog/rows";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Field } from "../../../ui/field.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { messages, unitNames } from "../messages.ts";
import { NameCombobox } from "./name-combobox.tsx";

export interface ProductFacts {
  readonly name: string;
  readonly sku: string;
  readonly brandId: string | null;
  readonly categoryId: string | null;
  readonly unit: Unit;
}

export type ProductFault = "nameMissing" | "skuMissing";

/** What the person still has to put right, by field. */
export function productFaults(facts: ProductFacts): Partial<Record<keyof ProductFacts, ProductFault>> {
  return {
    ...(facts.name.trim() === "" ? { name: "nameMissing" } : {}),
    ...(facts.sku.trim() === "" ? { sku: "skuMissing" } : {}),
  };
}

export interface ProductFormProps {
  readonly facts: ProductFacts;
  readonly onChange: (changes: Partial<ProductFacts>) => void;
  readonly errorOf: (field: keyof ProductFacts) => string | undefined;
}

const units: readonly Unit[] = ["unit", "kg", "l", "m"];

/** Name, SKU, brand, category and unit of a product. */
export function ProductForm({ facts, onChange, errorOf }: ProductFormProps) {
  const texts = useMessages(messages);
  const names = useMessages(unitNames);
  return (
    <div className="grid gap-5">
      <Field label={texts.name} error={errorOf("name")}>
        <TextInput value={facts.name} onValueChange={(name) => onChange({ name })} maxLength={300} />
      </Field>
      <Field label={texts.sku} hint={texts.skuHint} error={errorOf("sku")}>
        <TextInput
          figures
          value={facts.sku}
          onValueChange={(sku) => onChange({ sku })}
          maxLength={60}
          className="max-w-60"
        />
      </Field>
      <Field label={texts.brand} note={texts.optional} error={errorOf("brandId")}>
        <NameCombobox kind="brand" value={facts.brandId} onValueChange={(brandId) => onChange({ brandId })} />
      </Field>
      <Field label={texts.category} note={texts.optional} error={errorOf("categoryId")}>
        <NameCombobox
          kind="category"
          value={facts.categoryId}
          onValueChange={(categoryId) => onChange({ categoryId })}
        />
      </Field>
      <Field label={texts.unit} error={errorOf("unit")}>
        <Select
          value={facts.unit}
          onValueChange={(unit) => onChange({ unit })}
          options={units.map((unit) => ({ value: unit, label: names[unit] }))}
          className="max-w-60"
        />
      </Field>
    </div>
  );
}
