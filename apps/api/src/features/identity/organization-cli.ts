import { parseArgs } from "node:util";
import { organization } from "@balcao/db/identity/auth.table";
import { v7 as uuidv7 } from "uuid";
import { CliError, type CliVerb } from "../../kernel/cli-verb.ts";
import { refuseDuplicate } from "../../kernel/unique.ts";

/** `organization create`: a new chain, empty. */
export const createOrganizationVerb: CliVerb = {
  usage:
    "organization create --name <name> --slug <slug> [--currency BRL]\n  Adds a retail chain. The slug names it in other commands.",
  async run(args, { connection, print }) {
    const { values } = parseArgs({
      args: [...args],
      options: { name: { type: "string" }, slug: { type: "string" }, currency: { type: "string", default: "BRL" } },
    });
    const { name, slug, currency } = values;
    if (name === undefined || slug === undefined) throw new CliError("--name and --slug are needed.");
    if (!/^[a-z0-9-]{2,40}$/.test(slug)) throw new CliError("--slug holds 2 to 40 small letters, digits and dashes.");
    if (!/^[A-Z]{3}$/.test(currency)) throw new CliError("--currency is a code of three letters, such as BRL.");
    const id = uuidv7();
    const created = await refuseDuplicate(connection.db.insert(organization).values({ id, name, slug, currency }), {
      organization_slug_unique: "slug",
    });
    if (!created.ok) throw new CliError(`There is already an organization ${slug}.`);
    print(`Organization ${slug} (${id}).`);
  },
};
