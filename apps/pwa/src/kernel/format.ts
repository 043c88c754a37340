import type { Unit } from "@balcao/shared/catalog/rows";
import type { Cents, Thousandths } from "@balcao/shared/kernel/money";
import { type Language, locales } from "./i18n/language.ts";
import { usePreferences } from "./preferences.ts";

/** How numbers, money and times are written in one language. */
export interface Format {
  readonly locale: string;
  /** "R$ 1.234,56" for 123456 cents of BRL. */
  readonly money: (amount: Cents, currency: string) => string;
  /** "1,25 kg", "3 un". */
  readonly quantity: (amount: Thousandths, unit: Unit) => string;
  /** "1.234". */
  readonly count: (value: number) => string;
  /** "12,5%" for 0.125. */
  readonly percent: (ratio: number) => string;
  /** "2,4 MB". */
  readonly bytes: (size: number) => string;
  /** "21/03/2026". Times are instants (ISO 8601, milliseconds or Date), shown in the device's zone. */
  readonly date: (instant: Instant) => string;
  /** "21/03/2026 14:05". */
  readonly dateTime: (instant: Instant) => string;
  /** "14:05". */
  readonly time: (instant: Instant) => string;
  /** How long ago: "agora", "há 5 min", "há 3 h", "há 2 dias", and from 30 days on the date. */
  readonly age: (instant: Instant, now: Instant) => string;
}

export type Instant = string | number | Date;

const units: Record<Unit, Record<Language, string>> = {
  unit: { pt: "un", en: "pc" },
  kg: { pt: "kg", en: "kg" },
  l: { pt: "l", en: "l" },
  m: { pt: "m", en: "m" },
};

const justNow: Record<Language, string> = { pt: "agora", en: "now" };

const made = new Map<Language, Format>();

/** The writing of a language, made once: Intl's formatters are slow to make. */
export function formatIn(language: Language): Format {
  const known = made.get(language);
  if (known !== undefined) return known;
  const format = make(language);
  made.set(language, format);
  return format;
}

/** The writing of the person's language. */
export function useFormat(): Format {
  return formatIn(usePreferences().language);
}

function make(language: Language): Format {
  const locale = locales[language];
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const size = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "short" });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "short", timeStyle: "short" });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  return {
    locale,
    money: moneyIn(locale),
    quantity: (amount, unit) => `${number.format(amount / 1000)} ${units[unit][language]}`,
    count: (value) => number.format(value),
    percent: (ratio) => percent.format(ratio),
    bytes: (value) => {
      if (value < 1_000_000) return `${size.format(value / 1000)} kB`;
      return value < 1_000_000_000
        ? `${size.format(value / 1_000_000)} MB`
        : `${size.format(value / 1_000_000_000)} GB`;
    },
    date: (instant) => date.format(new Date(instant)),
    // Intl joins date and time with a comma; a space is enough.
    dateTime: (instant) => dateTime.format(new Date(instant)).replace(", ", " "),
    time: (instant) => time.format(new Date(instant)),
    age: ageIn(language, (instant) => date.format(new Date(instant))),
  };
}

function moneyIn(locale: string): Format["money"] {
  const currencies = new Map<string, (amount: Cents) => string>();
  return (amount, currency) => {
    const write = currencies.get(currency) ?? currencyIn(locale, currency);
    currencies.set(currency, write);
    return write(amount);
  };
}

function currencyIn(locale: string, currency: string): (amount: Cents) => string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const inOne = 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
  return (amount) => format.format(amount / inOne);
}

const steps = [
  { unit: "minute", seconds: 60, until: 60 },
  { unit: "hour", seconds: 3600, until: 24 },
  { unit: "day", seconds: 86_400, until: 30 },
] as const;

function ageIn(language: Language, date: (instant: Instant) => string): Format["age"] {
  const relative = new Intl.RelativeTimeFormat(locales[language], { style: "short", numeric: "always" });
  return (instant, now) => {
    const seconds = (new Date(now).getTime() - new Date(instant).getTime()) / 1000;
    // A tablet's clock may run behind the server's: the future reads as now.
    if (seconds < 60) return justNow[language];
    for (const step of steps) {
      const passed = Math.floor(seconds / step.seconds);
      if (passed < step.until)
        return relative
          .format(-passed, step.unit)
          .replace(/\.$/, "")
          .replace(/\. (?=ago)/, " ");
    }
    return date(instant);
  };
}
