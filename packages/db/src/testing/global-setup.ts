import type { TestProject } from "vitest/node";
import { testDatabaseUrl } from "./env.ts";
import { testServerFolder } from "./folder.ts";
import { announceRun, joinEmbedded, leave, prepareTemplate } from "./test-server.ts";

/** Vitest's global setup of the tests that need PostgreSQL: one server, one migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, run, stop } = await findServer();
  project.provide("testServer", { url, template: await prepareTemplate(url) });
  return () => leave(run, stop);
}

async function findServer() {
  if (testDatabaseUrl !== null) {
    return { url: testDatabaseUrl, run: await announceRun(testDatabaseUrl), stop: () => Promise.resolve() };
  }
  const { server, run } = await joinEmbedded(testServerFolder);
  return { url: server.url, run, stop: server.stop };
}
