// The import rules of docs/architecture.md. `pnpm verify` runs them.

const ours = "^(apps|packages|e2e|bench|scripts)/";
const test = "\\.test\\.tsx?$|/testing/|/simulation/|^packages/db/src/seed/";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Modules that need each other are one module, or miss a third one that both stand on.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      comment: "An import must lead somewhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:|\\?worker|\\?url" },
    },
    {
      name: "ui-stands-alone",
      comment: "The design system has no business words: it imports nothing of ours.",
      severity: "error",
      from: { path: "^apps/pwa/src/ui/", pathNot: test },
      to: { path: ours, pathNot: "^apps/pwa/src/ui/" },
    },
    {
      name: "kernel-knows-no-slice",
      comment: "Every slice stands on the kernel, so the kernel knows none.",
      severity: "error",
      from: { path: "^apps/(api|pwa)/src/kernel/", pathNot: test },
      to: { path: "^apps/$1/src/(features|app)/" },
    },
    {
      name: "slices-meet-in-public",
      comment: "Another slice is imported through its public.ts only.",
      severity: "error",
      from: { path: "^apps/(api|pwa)/src/features/([^/]+)/", pathNot: test },
      to: { path: "^apps/$1/src/features/(?!$2/)", pathNot: "/public\\.tsx?$" },
    },
    {
      name: "features-stand-on-kernel",
      comment: "A slice of the app stands on kernel, ui, shared and the sync engine's client.",
      severity: "error",
      from: { path: "^apps/pwa/src/features/", pathNot: test },
      to: { path: ours, pathNot: "^apps/pwa/src/(features|kernel|ui)/|^packages/(shared|sync)/src/" },
    },
    {
      name: "api-features-stand-on-kernel",
      comment:
        "A slice of the server stands on kernel, shared, the tables and the sync engine's server; the slice `sync` is realtime's door.",
      severity: "error",
      from: { path: "^apps/api/src/features/", pathNot: `^apps/api/src/features/sync/|${test}` },
      to: {
        path: ours,
        pathNot: "^apps/api/src/(features|kernel)/|^packages/(shared|db)/src/|^packages/sync/src/(?!client/)",
      },
    },
    {
      name: "shared-needs-zod-only",
      comment: "Rules that both sides run are pure: zod and themselves.",
      severity: "error",
      from: { path: "^packages/shared/src/", pathNot: test },
      to: { pathNot: "^packages/shared/src/|/node_modules/zod/" },
    },
    {
      name: "app-knows-api-as-type",
      comment: "The app takes the server's router as a type: nothing of the server is bundled.",
      severity: "error",
      from: { path: "^apps/pwa/", pathNot: test },
      to: { path: "^apps/api/|^packages/db/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "tables-know-shared-only",
      severity: "error",
      from: { path: "^packages/db/src/", pathNot: test },
      to: { path: ours, pathNot: "^packages/(db|shared)/" },
    },
    {
      name: "sync-core-needs-no-framework",
      comment:
        "The engine runs anywhere: no framework, no database driver, no storage library outside of its adapters. gzip.ts brings the one library that every platform can run.",
      severity: "error",
      from: {
        path: "^packages/sync/src/",
        pathNot: `^packages/sync/src/client/adapters/|^packages/sync/src/gzip.ts$|${test}`,
      },
      to: { dependencyTypes: ["npm", "npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "sync-knows-shared-only",
      severity: "error",
      from: { path: "^packages/sync/src/", pathNot: test },
      to: { path: ours, pathNot: "^packages/(sync|shared)/" },
    },
    {
      name: "dexie-in-few-places",
      comment: "Dexie is touched by the engine's adapters, the app's kernel and each slice's local.ts (or *-local.ts).",
      severity: "error",
      from: {
        pathNot: `^packages/sync/src/client/adapters/|^apps/pwa/src/kernel/|^apps/pwa/src/features/.*[/-]local\\.ts$|${test}`,
      },
      to: { path: "/node_modules/dexie/" },
    },
    {
      name: "tables-in-table-files",
      comment: "Only *.table.ts define tables.",
      severity: "error",
      from: { pathNot: "\\.table\\.ts$|^packages/db/src/kernel/columns\\.ts$|\\.test\\.ts$" },
      to: { path: "/node_modules/drizzle-orm/pg-core/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "tests-stay-outside",
      comment: "What runs in a shop does not import what is only for tests.",
      severity: "error",
      from: { pathNot: `${test}|^(e2e|bench|scripts)/|vitest\\.config` },
      to: {
        path: "\\.test\\.tsx?$|/testing/|/simulation/|/node_modules/(vitest|fast-check|fake-indexeddb|playwright)/",
      },
    },
    {
      name: "product-knows-no-chaos",
      comment: "What breaks the product from outside stays outside: no failpoint is ever shipped.",
      severity: "error",
      from: { path: "^(apps|packages)/" },
      to: { path: "^e2e/" },
    },
    {
      name: "dependencies-are-declared",
      comment: "A package imports what its own package.json names.",
      severity: "error",
      from: { path: ours, pathNot: `${test}|vitest\\.config` },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // bench/peers has packages of its own, which are not installed for this.
    exclude: { path: "(^|/)dist/|^apps/pwa/public/|^bench/peers/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default", "browser"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".d.ts", ".json"],
      mainFields: ["module", "main", "types"],
    },
  },
};
