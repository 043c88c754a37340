import { enableCompileCache } from "node:module";
import { quickenImports } from "@balcao/db/quick-imports";

enableCompileCache();
quickenImports();
const { runCli } = await import("./run-cli.ts");
process.exitCode = await runCli(process.argv.slice(2));
