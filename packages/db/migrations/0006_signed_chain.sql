CREATE TABLE "chain_fault" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"command_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"missing_hash" "bytea",
	"missing" "int8multirange",
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	"healed_at" timestamp with time zone,
	"seen_by" uuid,
	"seen_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "command_link" (
	"organization_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"command_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"key_id" text NOT NULL,
	CONSTRAINT "command_link_device_id_hash_pk" PRIMARY KEY("device_id","hash")
);
--> statement-breakpoint
CREATE TABLE "device_chain" (
	"device_id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"arrived" "int8multirange" NOT NULL,
	"head_hash" "bytea",
	"head_sequence" bigint,
	"head_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "device_key" (
	"organization_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"id" text NOT NULL,
	"public_key" jsonb NOT NULL,
	"since" bigint,
	"registered_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "device_key_device_id_id_pk" PRIMARY KEY("device_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "chain_fault_once" ON "chain_fault" USING btree ("device_id","kind","command_id");--> statement-breakpoint
CREATE INDEX "chain_fault_open" ON "chain_fault" USING btree ("device_id") WHERE healed_at IS NULL;--> statement-breakpoint
CREATE INDEX "command_link_previous" ON "command_link" USING btree ("device_id","previous_hash");--> statement-breakpoint
CREATE INDEX "command_link_sequence" ON "command_link" USING btree ("device_id","sequence");--> statement-breakpoint
-- As in 0002: the server sees one organization's rows, and facts can be added, not changed.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['device_key', 'device_chain', 'command_link', 'chain_fault'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I TO balcao_app USING (organization_id = (SELECT current_organization())) WITH CHECK (organization_id = (SELECT current_organization()))',
      tenant_table);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT ON device_key, device_chain, command_link, chain_fault TO balcao_app;
--> statement-breakpoint
GRANT UPDATE (since) ON device_key TO balcao_app;
--> statement-breakpoint
GRANT UPDATE (arrived, head_hash, head_sequence, head_at) ON device_chain TO balcao_app;
--> statement-breakpoint
GRANT UPDATE (healed_at, seen_by, seen_at) ON chain_fault TO balcao_app;
