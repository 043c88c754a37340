import { type BarcodeFault, barcodeFault } from "@balcao/shared/catalog/barcode";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "../../../kernel/form.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { ProblemBanner } from "../../../kernel/screen/problem-state.tsx";
import { LeaveGuard } from "../../../kernel/screen/save-bar.tsx";
import { api } from "../../../kernel/trpc.ts";
import { Button } from "../../../ui/button.tsx";
import { buttonClass } from "../../../ui/button-class.ts";
import { Field } from "../../../ui/field.tsx";
import { Page } from "../../../ui/page.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { Surface } from "../../../ui/surface.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { showToast } from "../../../ui/toast.tsx";
import { messages } from "../messages.ts";
import { type ProductFacts, type ProductFault, productFaults, ProductForm } from "./product-form.tsx";

const blank: ProductFacts = { name: "", sku: "", brandId: null, categoryId: null, unit: "unit" };

/** The page that creates a product, and then leads to its price. */
export function NewProductScreen() {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [facts, setFacts] = useState(blank);
  const [code, setCode] = useState("");
  const create = useMutation({
    mutationFn: () => api.catalog.createProduct.mutate({ ...facts, barcodes: code.trim() === "" ? [] : [code.trim()] }),
    onSuccess: async ({ productId }) => {
      await client.invalidateQueries({ queryKey: ["catalog"] });
      showToast({ tone: "positive", title: texts.created });
      await navigate({ to: "/office/products/$productId", params: { productId }, ignoreBlocker: true });
    },
  });
  const codeFault = code.trim() === "" ? null : barcodeFault(code.trim());
  const faults: Partial<Record<keyof ProductFacts | "code", ProductFault | BarcodeFault>> = productFaults(facts);
  const form = useForm({
    facts: { ...facts, code },
    faults: codeFault === null ? faults : { ...faults, code: codeFault },
    texts,
    error: create.error,
    submit: () => create.mutate(),
  });
  return (
    <Page shape="form">
      <LeaveGuard dirty={(facts.name !== "" || facts.sku !== "") && !create.isSuccess} />
      <form {...form.props} className="contents">
        <PageHeader
          title={texts.newProduct}
          breadcrumbsLabel={texts.breadcrumbs}
          breadcrumbs={[{ key: "products", link: <Link to="/office/products">{texts.title}</Link> }]}
        />
        <ProblemBanner problem={form.general} />
        <Surface>
          <ProductForm
            facts={facts}
            onChange={(changes) => setFacts((before) => ({ ...before, ...changes }))}
            errorOf={form.errorOf}
          />
          <Field label={texts.barcode} note={texts.optional} error={form.errorOf("code")} className="mt-5">
            <TextInput
              figures
              inputMode="numeric"
              value={code}
              onValueChange={setCode}
              maxLength={20}
              className="max-w-60"
            />
          </Field>
        </Surface>
        <div className="flex flex-wrap justify-end gap-3">
          <Link to="/office/products" className={buttonClass()}>
            {texts.cancel}
          </Link>
          <Button type="submit" variant="primary" busy={create.isPending}>
            {texts.createProduct}
          </Button>
        </div>
      </form>
    </Page>
  );
}
