import type { Plugin } from "vite";

/**
 * Lets the first paint wait for the entry module, which puts the person's theme and text size on the page. An inline
 * script would do the same, but the Content Security Policy allows none.
 */
export function renderBlocking(): Plugin {
  return {
    name: "balcao:render-blocking",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html) => html.replace(/<script type="module"/, '<script type="module" blocking="render"'),
    },
  };
}
