/** The largest unit price: one million in the currency's whole units. */
export const maxUnitPrice = 100_000_000;

/** The largest quantity of one line: one hundred thousand units. With `maxUnitPrice` and `maxLines`, no total leaves the safe integers. */
export const maxQuantity = 100_000_000;

/** The most lines of one sale. */
export const maxLines = 500;

/** The most payments of one sale. */
export const maxPayments = 20;

/** The largest amount that any sum of a sale can reach. */
export const maxAmount = (maxUnitPrice * maxQuantity * maxLines) / 1000;
