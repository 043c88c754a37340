declare module "express-pouchdb" {
  import type { RequestHandler } from "express";

  interface Options {
    /** Which parts of CouchDB's interface there are. */
    readonly mode?: "minimumForPouchDB" | "fullCouchDB";
  }

  export default function expressPouchDB(database: PouchDB.Static, options?: Options): RequestHandler;
}
