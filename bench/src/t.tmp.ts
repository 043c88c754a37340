import { tablet } from "./tablet.ts";
import { report } from "./report.ts";
report(await tablet(Number(process.argv[2] ?? 3000)));
process.exit(0);
