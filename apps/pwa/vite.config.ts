import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { counterFiles } from "./build/counter-files.ts";
import { manifest } from "./build/manifest.ts";
import { precompress } from "./build/precompress.ts";
import { renderBlocking } from "./build/render-blocking.ts";

/** Where `pnpm dev` finds the API (apps/api/src/env.ts, PORT). */
const api = { target: "http://127.0.0.1:5170", ws: true };

/** `light-dark()`, OKLCH and `blocking="render"` decide the floor; tablets that take updates are above it. */
const browsers = ["chrome123", "edge123", "firefox128", "safari17.5"];

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    renderBlocking(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src",
      filename: "sw.ts",
      injectRegister: false,
      manifest,
      injectManifest: {
        globPatterns: ["**/*.{js,css,html,woff2,svg,png,wasm,webmanifest}"],
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
        rollupFormat: "iife",
        target: browsers,
      },
    }),
    precompress(),
  ],
  server: { port: 5173, proxy: { "/api": api } },
  preview: { proxy: { "/api": api } },
  worker: { format: "es" },
  build: {
    target: browsers,
    cssTarget: browsers,
    sourcemap: false,
    manifest: true,
    chunkSizeWarningLimit: 800,
    rolldownOptions: { output: { codeSplitting: { groups: [counterFiles()] } } },
  },
});
