import { cents, thousandths } from "@balcao/shared/kernel/money";
import { expect, test } from "vitest";
import { formatIn } from "./format.ts";

const pt = formatIn("pt");
const en = formatIn("en");
/** Intl puts spaces that do not break; here they read as plain ones. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test("money is written as its currency has decimals, and cents are never lost", () => {
  expect(plain(pt.money(cents(123_456), "BRL"))).toBe("R$ 1.234,56");
  expect(plain(pt.money(cents(-5), "BRL"))).toBe("-R$ 0,05");
  expect(plain(en.money(cents(123_456), "BRL"))).toBe("R$1,234.56");
  expect(plain(pt.money(cents(900_719_925_474_099), "BRL"))).toBe("R$ 9.007.199.254.740,99");
  expect(plain(en.money(cents(1234), "JPY"))).toBe("¥1,234");
});

test("a quantity carries its unit and no zeros that say nothing", () => {
  expect([
    pt.quantity(thousandths(1250), "kg"),
    pt.quantity(thousandths(3000), "unit"),
    en.quantity(thousandths(500), "l"),
  ]).toEqual(["1,25 kg", "3 un", "0.5 l"]);
});

test("an age is told in the largest unit that fits, and an old one by its date", () => {
  const now = Date.parse("2026-03-21T12:00:00Z");
  const ago = (seconds: number) => [plain(pt.age(now - seconds * 1000, now)), plain(en.age(now - seconds * 1000, now))];
  expect(ago(5)).toEqual(["agora", "now"]);
  expect(ago(-300)).toEqual(["agora", "now"]);
  expect(ago(300)).toEqual(["há 5 min", "5 min ago"]);
  expect(ago(3 * 3600)).toEqual(["há 3 h", "3 hr ago"]);
  expect(ago(2 * 86_400)).toEqual(["há 2 dias", "2 days ago"]);
  expect(ago(40 * 86_400)[0]).toBe("09/02/2026");
});
