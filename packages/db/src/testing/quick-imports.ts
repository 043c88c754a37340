import { enableCompileCache } from "node:module";
import { quickenImports } from "../quick-imports.ts";

// Every test file has a process of its own, which imports the server anew.
enableCompileCache();
quickenImports();
