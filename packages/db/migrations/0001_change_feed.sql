-- The change feed: one row per scope, table and row id, refreshed by statement triggers with the transaction that
-- last changed it. Why a snapshot cursor and not a sequence: packages/sync/SPEC.md, "Change feed".

CREATE FUNCTION iso_instant(at timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
--> statement-breakpoint
-- Attaches a table to the feed under `feed_table`. `scopes` and `row_id` are expressions over a row `r`; `scopes` is a
-- uuid[] (empty or null members are skipped), so that one row may live in several scopes or in none.
-- A row that leaves a scope is marked deleted there.
CREATE FUNCTION feed_attach(source regclass, feed_table text, scopes text, row_id text, deletes boolean DEFAULT true)
RETURNS void LANGUAGE plpgsql AS $attach$
DECLARE
  base text := format('feed_%s_%s', source, feed_table);
  members_new text := format('SELECT unnest(%s) AS scope, %s AS row_id FROM new_rows r', scopes, row_id);
  members_old text := format('SELECT unnest(%s) AS scope, %s AS row_id FROM old_rows r', scopes, row_id);
  body text := $body$
    CREATE FUNCTION %1$I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $f$
    BEGIN
      -- An upsert fires the triggers of both halves; one of them often has nothing to tell.
      IF NOT EXISTS (SELECT FROM %4$s) THEN RETURN NULL; END IF;
      INSERT INTO change_feed AS feed (scope, table_name, row_id, deleted, xid)
      SELECT scope, %2$L, row_id, bool_and(gone), pg_current_xact_id()
      FROM (%3$s) AS touched
      WHERE scope IS NOT NULL AND row_id IS NOT NULL
      GROUP BY scope, row_id
      ORDER BY scope, row_id
      ON CONFLICT (scope, table_name, row_id) DO UPDATE SET deleted = excluded.deleted, xid = excluded.xid;
      RETURN NULL;
    END $f$
  $body$;
BEGIN
  EXECUTE format(body, base || '_i', feed_table, format('SELECT n.*, false AS gone FROM (%s) n', members_new), 'new_rows');
  EXECUTE format(body, base || '_u', feed_table,
    format('SELECT n.*, false AS gone FROM (%s) n UNION ALL SELECT o.*, %L::boolean AS gone FROM (%s) o', members_new, deletes, members_old), 'new_rows');
  EXECUTE format(body, base || '_d', feed_table, format('SELECT o.*, %L::boolean AS gone FROM (%s) o', deletes, members_old), 'old_rows');
  EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()',
    base || '_i', source, base || '_i');
  EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()',
    base || '_u', source, base || '_u');
  EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()',
    base || '_d', source, base || '_d');
END $attach$;
--> statement-breakpoint
SELECT feed_attach('store', 'store', 'ARRAY[r.id]', 'r.id');
--> statement-breakpoint
SELECT feed_attach('operator', 'operator', 'CASE WHEN r.active THEN r.store_ids END', 'r.id');
--> statement-breakpoint
SELECT feed_attach('category', 'category', 'ARRAY[r.organization_id]', 'r.id');
--> statement-breakpoint
SELECT feed_attach('brand', 'brand', 'ARRAY[r.organization_id]', 'r.id');
--> statement-breakpoint
SELECT feed_attach('product', 'product', 'ARRAY[r.organization_id]', 'r.id');
--> statement-breakpoint
-- A barcode travels inside its product: a lost barcode refreshes the product and deletes nothing.
SELECT feed_attach('barcode', 'product', 'ARRAY[r.organization_id]', 'r.product_id', false);
--> statement-breakpoint
-- Prices travel as one row per product and list. They are closed, never deleted.
SELECT feed_attach('price', 'list_price', 'CASE WHEN r.store_id IS NULL THEN ARRAY[r.organization_id] END', 'r.product_id', false);
--> statement-breakpoint
SELECT feed_attach('price', 'store_price', 'CASE WHEN r.store_id IS NOT NULL THEN ARRAY[r.store_id] END', 'r.product_id', false);
--> statement-breakpoint
SELECT feed_attach('customer', 'customer', 'ARRAY[r.organization_id]', 'r.id');
--> statement-breakpoint
SELECT feed_attach('stock_level', 'stock_level', 'ARRAY[r.store_id]', 'r.product_id');
--> statement-breakpoint
SELECT feed_attach('cash_session', 'cash_session', 'ARRAY[r.store_id]', 'r.id');
--> statement-breakpoint
SELECT feed_attach('sale', 'sale', 'ARRAY[r.store_id]', 'r.id');
--> statement-breakpoint
-- Stock level = sum of movements, at every moment: the only writer of stock_level is this trigger.
CREATE FUNCTION stock_level_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO stock_level AS level (organization_id, store_id, product_id, quantity, updated_at)
  SELECT organization_id, store_id, product_id, sum(quantity), now()
  FROM new_rows
  GROUP BY organization_id, store_id, product_id
  ORDER BY store_id, product_id
  ON CONFLICT (store_id, product_id)
  DO UPDATE SET quantity = level.quantity + excluded.quantity, updated_at = excluded.updated_at;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER stock_level_follow AFTER INSERT ON stock_movement
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stock_level_follow();
--> statement-breakpoint
-- What names this life of the database: a dump restored, a failover or a point-in-time recovery changes it.
CREATE FUNCTION sync_fingerprint() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT concat_ws('.',
    (SELECT system_identifier FROM pg_control_system()),
    (SELECT timeline_id FROM pg_control_checkpoint()),
    (SELECT oid FROM pg_database WHERE datname = current_database()))
$$;
--> statement-breakpoint
-- Called at every start. When the database is not the one the cursors were made in, the epoch changes and every feed
-- row is stamped anew, because transaction ids of the old life mean nothing here. Returns the epoch.
CREATE FUNCTION sync_epoch_check() RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  known sync_epoch;
  print text := sync_fingerprint();
BEGIN
  LOCK TABLE sync_epoch IN EXCLUSIVE MODE;
  SELECT * INTO known FROM sync_epoch;
  IF known.fingerprint = print THEN RETURN known.epoch; END IF;
  DELETE FROM sync_epoch;
  DELETE FROM feed_mark;
  DELETE FROM change_feed WHERE deleted;
  UPDATE change_feed SET xid = pg_current_xact_id();
  INSERT INTO sync_epoch (epoch, fingerprint, purged_before)
  VALUES (gen_random_uuid(), print, pg_current_xact_id())
  RETURNING epoch INTO known.epoch;
  RETURN known.epoch;
END $$;
--> statement-breakpoint
-- Notes which transactions are visible now, so that feed_purge can turn an age into a transaction id.
CREATE FUNCTION feed_note() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO feed_mark (seen) VALUES (pg_current_snapshot()) ON CONFLICT DO NOTHING
$$;
--> statement-breakpoint
-- Drops tombstones older than `keep`. Cursors that may have needed one are answered with snapshot-required.
CREATE FUNCTION feed_purge(keep interval) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  horizon xid8 := (SELECT pg_snapshot_xmin(seen) FROM feed_mark WHERE at <= now() - keep ORDER BY at DESC LIMIT 1);
  dropped bigint;
BEGIN
  IF horizon IS NULL THEN RETURN 0; END IF;
  UPDATE sync_epoch SET purged_before = greatest(purged_before, horizon);
  DELETE FROM change_feed WHERE deleted AND xid < horizon;
  GET DIAGNOSTICS dropped = ROW_COUNT;
  DELETE FROM feed_mark WHERE at < now() - keep - interval '2 days';
  RETURN dropped;
END $$;
--> statement-breakpoint
-- Takes sales and closed cash sessions older than `keep` off the devices: least data on the device.
CREATE FUNCTION feed_retire(keep interval) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  retired bigint;
BEGIN
  UPDATE change_feed feed SET deleted = true, xid = pg_current_xact_id()
  WHERE NOT feed.deleted AND (
    (feed.table_name = 'sale' AND EXISTS (
      SELECT FROM sale WHERE sale.id = feed.row_id AND sale.received_at < now() - keep AND sale.sold_at < now() - keep))
    OR (feed.table_name = 'cash_session' AND EXISTS (
      SELECT FROM cash_session s WHERE s.id = feed.row_id AND s.status = 'closed' AND s.received_at < now() - keep)));
  GET DIAGNOSTICS retired = ROW_COUNT;
  RETURN retired;
END $$;
