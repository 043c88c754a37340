import { existsSync, globSync, statSync } from "node:fs";
import path from "node:path";
import { findFiles, read, root } from "./files.ts";
import { report } from "./report.ts";

const shapes: Readonly<Record<string, RegExp>> = {
  "a private key": /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  "an AWS key": /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  "a GitHub token": /\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{40,}/,
  "a Slack token": /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  "a Stripe key": /\b[rs]k_live_[A-Za-z0-9]{16,}/,
  "a Google key": /\bAIza[\w-]{35}\b/,
  "an npm token": /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=/,
  "a signed token": /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
  "a password in an address": /\b[a-z][a-z+]+:\/\/[\w.-]+:(?!password@|secret@|\$|<)[^\s@/:"'`${}]{6,}@[\w.-]+/,
  "a secret in a variable":
    /(?:secret|token|password|passwd|api_?key)["']?\s*[:=]\s*["'](?=[^"']*\d)(?=[^"']*[A-Za-z])[\w+/=-]{24,}["']/i,
  "a registry": /https?:\/\/[\w.-]*(?:registry\.|artifactory|nexus|verdaccio|npmmirror)[\w.-]*/i,
  "a path of one machine":
    /(?:^|[\s"'`(=:])\/(?:home\/(?!you|user)[a-z][\w.-]*|root|Users\/\w+|work|workspace)\/[\w.-]+/m,
};

/** As it would stand in a file; a root such as `/app` means nothing there. */
const checkout = root.split(path.sep).length > 2 ? `${root}${path.sep}` : "\0 not a path";

/** Text that is in the repository, and in what it ships. */
const tracked = findFiles("**/*", "**/.*", ".ci/*").filter(
  (file) => statSync(path.join(root, file)).isFile() && !/\.(png|jpg|webp|woff2|wasm|gz|br|ico|zip|xlsx)$/.test(file),
);
const bundle = globSync("apps/pwa/dist/**/*.{js,css,html,webmanifest,json,map}", { cwd: root });

const found = [...tracked, ...bundle].flatMap((file) => {
  const text = read(file);
  const kinds = Object.entries(shapes).filter(([, shape]) => shape.test(text));
  return [
    ...kinds.map(([kind, shape]) => `${file}: ${kind} (${(shape.exec(text)?.[0] ?? "").trim().slice(0, 24)}…)`),
    ...(text.includes(checkout) ? [`${file}: the path of this checkout`] : []),
  ];
});
const missing = existsSync(path.join(root, "apps/pwa/dist")) ? [] : ["apps/pwa/dist is missing: build first"];

report([...found, ...missing], "Take it out, and change what it opens: history keeps it.");
