import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const shipped = path.join(import.meta.dirname, "..", "..", "deploy", "nginx", "balcao.conf");

/** The nginx of this machine, or null. */
export const nginx: string | null =
  ["/usr/sbin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx"].find(existsSync) ?? null;

export interface Proxy {
  readonly stop: () => Promise<void>;
}

/** Starts nginx with the shipped configuration, its ports replaced by these. Resolves when it passes requests on. */
export async function startNginx(program: string, port: number, nodes: readonly [number, number]): Promise<Proxy> {
  const folder = mkdtempSync(path.join(tmpdir(), "balcao-e2e-nginx-"));
  const conf = readFileSync(shipped, "utf8")
    .replace("listen 5170 ", `listen 127.0.0.1:${port} `)
    .replace("127.0.0.1:5171", `127.0.0.1:${nodes[0]}`)
    .replace("127.0.0.1:5172", `127.0.0.1:${nodes[1]}`);
  writeFileSync(path.join(folder, "balcao.conf"), conf);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${path.join(folder, name)};`,
  );
  writeFileSync(
    path.join(folder, "nginx.conf"),
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log; events { worker_connections 512; }
     http { access_log off; ${temporary.join(" ")} include ${folder}/balcao.conf; }`,
  );
  const child = spawn(program, ["-c", path.join(folder, "nginx.conf"), "-e", path.join(folder, "error.log")], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  await passing(child, port);
  return {
    stop: async () => {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function passing(child: ChildProcess, port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`nginx ended with code ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("nginx passed nothing on within ten seconds");
}
