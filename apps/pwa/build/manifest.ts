import type { ManifestOptions } from "vite-plugin-pwa";

/** What a person installs. Colours are the light background of src/ui/tokens.css. */
export const manifest: Partial<ManifestOptions> = {
  id: "/",
  name: "Balcão",
  short_name: "Balcão",
  description: "Venda, conte e receba com ou sem rede.",
  lang: "pt-BR",
  dir: "ltr",
  start_url: "/",
  scope: "/",
  display: "standalone",
  orientation: "any",
  background_color: "#f7f6f2",
  theme_color: "#f7f6f2",
  categories: ["business", "productivity"],
  icons: [
    { src: "/icons/mark-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
    { src: "/icons/mark-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
    { src: "/icons/maskable-192.png", sizes: "192x192", type: "image/png", purpose: "maskable" },
    { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
  ],
};
