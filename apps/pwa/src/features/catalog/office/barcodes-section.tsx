import { barcodeFault } from "@balcao/shared/catalog/barcode";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useFieldProblems } from "../../../kernel/field-problem.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { usePreferences } from "../../../kernel/preferences.ts";
import { problemText } from "../../../kernel/problem.ts";
import { api } from "../../../kernel/trpc.ts";
import { Button } from "../../../ui/button.tsx";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { Field } from "../../../ui/field.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Surface } from "../../../ui/surface.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { showToast } from "../../../ui/toast.tsx";
import { messages } from "../messages.ts";
import type { Product } from "./product-queries.ts";

/** The printed codes of a product; a scan into the field adds one. */
export function BarcodesSection({ product, allowed }: { readonly product: Product; readonly allowed: boolean }) {
  const texts = useMessages(messages);
  return (
    <Surface title={texts.barcodes} description={texts.barcodesText}>
      <div className="grid gap-5">
        {product.barcodes.length === 0 ? <p className="text-base text-muted">{texts.noBarcodes}</p> : null}
        {product.barcodes.length === 0 ? null : (
          <ul className="flex flex-wrap gap-2">
            {product.barcodes.map((code) => (
              <BarcodeItem key={code} productId={product.id} code={code} allowed={allowed} />
            ))}
          </ul>
        )}
        {allowed ? <AddBarcode productId={product.id} /> : null}
      </div>
    </Surface>
  );
}

function BarcodeItem({
  productId,
  code,
  allowed,
}: {
  readonly productId: string;
  readonly code: string;
  readonly allowed: boolean;
}) {
  const texts = useMessages(messages);
  const { language } = usePreferences();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => api.catalog.removeBarcode.mutate({ productId, code }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["catalog"] });
      showToast({ tone: "neutral", title: texts.barcodeRemoved, description: code });
    },
    onSettled: () => setAsking(false),
  });
  const problem = useFieldProblems(remove.error, []).general;
  return (
    <li className="flex items-center rounded-control border border-line bg-raised pl-4">
      <span className="figures text-base">{code}</span>
      {allowed ? (
        <IconButton icon={X} label={texts.removeBarcode(code)} onClick={() => setAsking(true)} />
      ) : (
        <span className="h-control w-4" />
      )}
      {problem === null ? null : (
        <span className="pr-3 text-sm text-negative">{problemText(problem, language).title}</span>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={texts.removeBarcodeTitle(code)}
        description={texts.removeBarcodeText}
        confirmLabel={texts.remove}
        cancelLabel={texts.cancel}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </li>
  );
}

function AddBarcode({ productId }: { readonly productId: string }) {
  const texts = useMessages(messages);
  const { language } = usePreferences();
  const client = useQueryClient();
  const [code, setCode] = useState("");
  const [tried, setTried] = useState(false);
  const add = useMutation({
    mutationFn: (added: string) => api.catalog.addBarcode.mutate({ productId, code: added }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["catalog"] });
      setCode("");
      setTried(false);
      showToast({ tone: "positive", title: texts.barcodeAdded });
    },
  });
  const fault = barcodeFault(code.trim());
  const problem = useFieldProblems(add.error, []).general;
  const refused =
    problem === null ? undefined : `${problemText(problem, language).title} ${problemText(problem, language).action}`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault === null) add.mutate(code.trim());
  };
  const type = (text: string) => {
    setCode(text);
    add.reset();
  };
  return (
    <form noValidate onSubmit={submit}>
      <Field label={texts.newBarcode} error={tried && code !== "" && fault !== null ? texts[fault] : refused}>
        <div className="flex gap-2">
          <TextInput figures inputMode="numeric" value={code} onValueChange={type} maxLength={20} className="grow" />
          <Button type="submit" busy={add.isPending} disabled={code.trim() === ""}>
            {texts.addBarcode}
          </Button>
        </div>
      </Field>
    </form>
  );
}
