import { Link } from "@tanstack/react-router";
import { FileUp, Plus } from "lucide-react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { useAllowed } from "../../../kernel/session.ts";
import { buttonClass } from "../../../ui/button-class.ts";
import { messages } from "../messages.ts";

/** The ways products come in: a file, or by hand. */
export function ProductActions() {
  const texts = useMessages(messages);
  const mayImport = useAllowed("catalog.import");
  const mayEdit = useAllowed("catalog.edit");
  return (
    <>
      {mayImport ? (
        <Link to="/office/import" className={`${buttonClass()} max-sm:hidden`}>
          <FileUp aria-hidden className="size-5" />
          {texts.importFile}
        </Link>
      ) : null}
      {mayEdit ? (
        <Link to="/office/products/new" className={buttonClass({ variant: "primary" })}>
          <Plus aria-hidden className="size-5" />
          {texts.newProduct}
        </Link>
      ) : null}
    </>
  );
}
