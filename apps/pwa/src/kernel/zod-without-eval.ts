/**
 * zod tries whether it may make functions of text, which our Content Security Policy forbids and the browser then reports
 * on every page. It reads its settings when it is first loaded (https://zod.dev/api?id=jitless), with whichever screen
 * needs it: so they are set before any.
 */
(globalThis as { __zod_globalConfig?: { jitless: boolean } }).__zod_globalConfig = { jitless: true };
