-- The server works as balcao_app, which sees the rows of one organization: the one named by its transaction
-- (`app.organization_id`). Without it, it sees none. Facts can be added, not changed.
DO $$
BEGIN
  CREATE ROLE balcao_app NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
DO $$
BEGIN
  EXECUTE format('GRANT balcao_app TO %I', current_user);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO balcao_app', current_schema());
END $$;
--> statement-breakpoint
CREATE FUNCTION current_organization() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.organization_id', true), '')::uuid
$$;
--> statement-breakpoint
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY[
    'store', 'device', 'operator', 'category', 'brand', 'product', 'barcode', 'price_list', 'price', 'import_profile',
    'customer', 'stock_movement', 'stock_level', 'cash_session', 'sale', 'sale_line', 'payment', 'sale_exception',
    'command_receipt', 'audit_entry'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I TO balcao_app USING (organization_id = (SELECT current_organization())) WITH CHECK (organization_id = (SELECT current_organization()))',
      tenant_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO balcao_app', tenant_table);
  END LOOP;
  FOREACH tenant_table IN ARRAY ARRAY[
    'stock_movement', 'sale', 'sale_line', 'payment', 'sale_exception', 'command_receipt', 'audit_entry'
  ] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE ON %I FROM balcao_app', tenant_table);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON stock_level FROM balcao_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "user", session, account, verification, organization, member, invitation, rate_limit TO balcao_app;
--> statement-breakpoint
GRANT SELECT ON change_feed, sync_epoch TO balcao_app;
--> statement-breakpoint
-- Before a tenant is known, a device is found by its token, and a revocation by its time: ids only, nothing else.
CREATE FUNCTION device_by_token(hash bytea)
RETURNS TABLE (id uuid, organization_id uuid, store_id uuid, code text, revoked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id, organization_id, store_id, code, revoked_at FROM device WHERE token_hash = hash
$$;
--> statement-breakpoint
CREATE FUNCTION devices_revoked_since(since timestamptz) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM device WHERE revoked_at >= since
$$;
