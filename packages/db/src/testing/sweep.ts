import { joinEmbedded, leave } from "./test-server.ts";
import { testServerFolder } from "./folder.ts";

// For a test run that was killed before it could clean up: joins its server and leaves it, as the last one if it is.
const { server, run } = await joinEmbedded(testServerFolder);
await leave(run, server.stop);
