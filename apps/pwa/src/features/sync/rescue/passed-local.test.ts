import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { keepPassedFile, readPassedFiles, settlePassedFile } from "./passed-local.ts";

const header = { typ: "balcao-rescue+json", rescue: { counts: { waiting: 2, refused: 0, sent: 0 } } };

test("a file stays until the server has all of it: what was put off can be sent again from here", async () => {
  const encoded = Buffer.from(JSON.stringify(header)).toString("base64url");
  const file = await keepPassedFile(JSON.stringify({ protected: encoded, tag: "t" }), "operator");
  const textAfter = async (lacking: number) => {
    await settlePassedFile(file?.id ?? "", { state: "sent", code: null, applied: 2 - lacking, lacking });
    return (await readPassedFiles())[0]?.text;
  };
  expect(await textAfter(1)).toBe(file?.text);
  expect(await textAfter(0)).toBe("");
});
