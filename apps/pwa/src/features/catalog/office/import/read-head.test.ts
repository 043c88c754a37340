import { expect, test } from "vitest";
import { readHead } from "./read-head.ts";

const file = (content: string | Uint8Array<ArrayBuffer>) => new File([content], "lista.csv");

test("a Brazilian list is understood without a word from the person", async () => {
  const head = await readHead(file("Código;Nome do produto;EAN;Preço\n10;Café;7891000315507;9,90\n"));
  expect(head).toMatchObject({
    ok: true,
    value: {
      header: ["Código", "Nome do produto", "EAN", "Preço"],
      sample: [["10", "Café", "7891000315507", "9,90"]],
      mapping: {
        delimiter: ";",
        decimalMark: ",",
        columns: { sku: "Código", name: "Nome do produto", barcode: "EAN", price: "Preço" },
      },
    },
  });
});

test("what cannot be read is refused by name before anything is sent", async () => {
  const code = async (content: string | Uint8Array<ArrayBuffer>) => {
    const head = await readHead(file(content));
    return head.ok ? null : head.code;
  };
  expect(await code("")).toBe("IMPORT_EMPTY");
  expect(await code("PK\u0003\u0004xl/workbook.xml")).toBe("IMPORT_SPREADSHEET");
  expect(await code(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1))).toBe("IMPORT_NOT_TEXT");
  expect(await code("only one column\nof text\n")).toBe("IMPORT_NOT_TABLE");
  expect(await code("sku;nome\n")).toBe("IMPORT_EMPTY");
});

test("a reading that the person chose wins over the guess", async () => {
  const head = await readHead(file("a,b;c\n1,2;3\n"), { encoding: null, delimiter: ";" });
  expect(head).toMatchObject({ ok: true, value: { header: ["a,b", "c"] } });
});

/** Gzip, as a supplier would have sent it. */
async function gzip(...parts: BlobPart[]): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob(parts).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

test("a gzipped list is read as the list that it is", async () => {
  const head = await readHead(file(await gzip("Código;Nome;Preço\n10;Café;9,90\n11;Açúcar;4,29\n")));
  expect(head).toMatchObject({
    ok: true,
    value: {
      header: ["Código", "Nome", "Preço"],
      sample: [
        ["10", "Café", "9,90"],
        ["11", "Açúcar", "4,29"],
      ],
    },
  });
});

test("a gzipped list that is cut off, or holds no table, is refused by name", async () => {
  const whole = await gzip("sku;nome\n10;Café\n");
  expect(await readHead(file(whole.slice(0, -12)))).toMatchObject({ ok: false, code: "IMPORT_DAMAGED" });
  expect(await readHead(file(await gzip("")))).toMatchObject({ ok: false, code: "IMPORT_EMPTY" });
  expect(await readHead(file(await gzip("PK\u0003\u0004xl/workbook.xml")))).toMatchObject({
    ok: false,
    code: "IMPORT_SPREADSHEET",
  });
});

test("of a file that decompresses to more than its head, no more than the head is decompressed", async () => {
  const line = "10;Café;9,90\n".repeat(1000);
  const packed = file(await gzip("sku;nome;preco\n", ...Array.from({ length: 4000 }, () => line)));
  const real = DecompressionStream;
  let out = 0;
  globalThis.DecompressionStream = class extends real {
    override get readable() {
      return super.readable.pipeThrough(
        new TransformStream({
          transform: (bytes: Uint8Array<ArrayBuffer>, to) => {
            out += bytes.byteLength;
            to.enqueue(bytes);
          },
        }),
      );
    }
  };
  try {
    expect(await readHead(packed)).toMatchObject({ ok: true, value: { header: ["sku", "nome", "preco"] } });
    expect(out).toBeLessThan(2_000_000);
  } finally {
    globalThis.DecompressionStream = real;
  }
});
