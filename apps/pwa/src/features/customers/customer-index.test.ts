import type { CustomerRow } from "@balcao/shared/customers/rows";
import { expect, test } from "vitest";
import { CustomerIndex } from "./customer-index.ts";

function indexOf(...names: readonly string[]): CustomerIndex {
  const index = new CustomerIndex();
  for (const name of names) index.put(customer(name));
  return index;
}

function customer(name: string): CustomerRow {
  return { id: name, kind: "individual", name, documentHint: null, segment: null };
}

const found = (index: CustomerIndex, text: string) => index.search(text, 10).customers.map(({ name }) => name);

test("any words of the name find a customer, without accents and in any order", () => {
  const index = indexOf("Antônio José da Silva", "Ana Souza");
  expect(found(index, "silva anto")).toEqual(["Antônio José da Silva"]);
  expect(found(index, "ilva")).toEqual([]);
});

test("customers come by name, and all of them are counted", () => {
  const index = indexOf("Carla", "Ana", "Érica", "Bruno");
  expect(index.search("", 2)).toMatchObject({ total: 4, customers: [{ name: "Ana" }, { name: "Bruno" }] });
});

test("a customer who changed their name, or left, is found as they are now", () => {
  const index = indexOf("Ana", "Bruno");
  index.put({ ...customer("Ana"), name: "Ana Maria" });
  index.remove("Bruno");
  expect(found(index, "")).toEqual(["Ana Maria"]);
});
