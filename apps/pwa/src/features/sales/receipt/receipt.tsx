import { type Cents, cents, sumCents } from "@balcao/shared/kernel/money";
import type { SaleRow } from "@balcao/shared/sales/rows";
import type { StoreRow } from "@balcao/shared/stores/rows";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { useCustomerName } from "../../customers/public.ts";
import { useOperatorName } from "../../identity/public.ts";
import { messages } from "./messages.ts";

export interface ReceiptProps {
  readonly sale: SaleRow;
  readonly store: StoreRow;
  /** Not the first time that it is printed. */
  readonly copy: boolean;
}

/** A sale as the customer takes it home, on a roll of 80 mm or on the screen. */
export function Receipt({ sale, store, copy }: ReceiptProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  return (
    <article aria-label={texts.receipt} className="receipt figures">
      <header className="receipt-head">
        <p className="receipt-store">{store.name}</p>
        <p>{store.city}</p>
        {copy ? <p className="receipt-copy">{texts.copy}</p> : null}
      </header>
      <Facts sale={sale} />
      <ol className="receipt-part">
        {sale.lines.map((line) => (
          <li key={line.id}>
            <p>{line.name}</p>
            <p className="receipt-row">
              <span>
                {format.quantity(line.quantity, line.unit)} × {format.money(line.unitPrice, store.currency)}
              </span>
              <span>{format.money(cents(line.total + line.discount + line.saleDiscount), store.currency)}</span>
            </p>
            {line.discount === 0 ? null : (
              <Off text={texts.discount} amount={line.discount} currency={store.currency} />
            )}
          </li>
        ))}
      </ol>
      <Sums sale={sale} currency={store.currency} />
      <footer className="receipt-foot">
        <p>{texts.notFiscal}</p>
        <p>{texts.thanks}</p>
      </footer>
    </article>
  );
}

function Facts({ sale }: { readonly sale: SaleRow }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const operator = useOperatorName(sale.operatorId);
  const customer = useCustomerName(sale.customerId);
  return (
    <div className="receipt-part">
      <p className="receipt-row">
        <span>{sale.receiptNumber}</span>
        <span>{format.dateTime(sale.soldAt)}</span>
      </p>
      {operator === null ? null : (
        <p>
          {texts.operator}: {operator}
        </p>
      )}
      {customer === null ? null : (
        <p>
          {texts.customer}: {customer}
        </p>
      )}
    </div>
  );
}

function Off({ text, amount, currency }: { readonly text: string; readonly amount: Cents; readonly currency: string }) {
  const format = useFormat();
  return (
    <p className="receipt-row">
      <span>{text}</span>
      <span>{format.money(cents(-amount), currency)}</span>
    </p>
  );
}

function Sums({ sale, currency }: { readonly sale: SaleRow; readonly currency: string }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const off = sumCents(sale.lines.map(({ saleDiscount }) => saleDiscount));
  const pieces = sale.lines.reduce((sum, line) => sum + (line.unit === "unit" ? line.quantity / 1000 : 1), 0);
  return (
    <div className="receipt-part">
      {off === 0 ? null : <Off text={texts.saleDiscount} amount={off} currency={currency} />}
      <p className="receipt-row receipt-total">
        <span>{texts.total}</span>
        <span>{format.money(sale.total, currency)}</span>
      </p>
      {sale.payments.map((payment) => (
        <p key={payment.id} className="receipt-row">
          <span>{texts[payment.kind]}</span>
          <span>{format.money(payment.amount, currency)}</span>
        </p>
      ))}
      {sale.change === 0 ? null : (
        <p className="receipt-row">
          <span>{texts.change}</span>
          <span>{format.money(sale.change, currency)}</span>
        </p>
      )}
      <p>{texts.pieces(format.count(pieces), pieces)}</p>
    </div>
  );
}
