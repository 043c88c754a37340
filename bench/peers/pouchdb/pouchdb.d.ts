// What is used of PouchDB. The published types make Node's Buffer another one for everybody.

declare module "pouchdb" {
  interface Answered<Content> {
    readonly rows: readonly {
      readonly id: string;
      readonly key: string;
      readonly doc?: Content & { readonly _id: string };
    }[];
  }

  interface Change<Content> {
    readonly docs: readonly ({ readonly _id: string } & Partial<Content>)[];
  }

  interface Replication<Content> {
    on(event: "change", listener: (change: Change<Content>) => void): this;
    on(event: "complete", listener: () => void): this;
    on(event: "error", listener: (error: unknown) => void): this;
  }

  interface ReplicationOptions {
    readonly live?: boolean;
    readonly retry?: boolean;
    /** Documents to a batch. */
    readonly batch_size?: number;
  }

  export interface Options {
    /** Keep no old revisions. */
    readonly auto_compaction?: boolean;
    readonly prefix?: string;
  }

  export default class PouchDB<Content extends object = object> {
    constructor(name: string, options?: Options);
    static defaults(options: Options): typeof PouchDB;
    readonly replicate: {
      from(remote: PouchDB<Content>, options: ReplicationOptions): Replication<Content>;
    };
    bulkDocs(docs: readonly object[]): Promise<readonly object[]>;
    allDocs(options: { readonly include_docs: true; readonly keys?: readonly string[] }): Promise<Answered<Content>>;
    close(): Promise<void>;
  }
}

declare module "express-pouchdb" {
  import type { RequestHandler } from "express";
  import type PouchDB from "pouchdb";

  interface Options {
    /** Which parts of CouchDB's interface there are. */
    readonly mode?: "minimumForPouchDB" | "fullCouchDB";
  }

  export default function expressPouchDB(database: typeof PouchDB, options?: Options): RequestHandler;
}
