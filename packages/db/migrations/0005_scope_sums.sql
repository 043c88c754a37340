CREATE TABLE "scope_sum" (
	"scope" uuid NOT NULL,
	"xid" "xid8" NOT NULL,
	"rows" bigint NOT NULL,
	"sum" bigint NOT NULL,
	CONSTRAINT "scope_sum_scope_xid_pk" PRIMARY KEY("scope","xid")
);
--> statement-breakpoint
GRANT SELECT ON scope_sum TO balcao_app;
--> statement-breakpoint
-- What one row of the feed adds to its scope's sum; its twin is packages/sync/src/row-hash.ts. CRC-32 as in ISO 3309.
CREATE FUNCTION feed_hash(table_name text, row_id uuid, xid xid8) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT crc32(convert_to(table_name || ' ' || row_id || ' ' || xid, 'UTF8'))
$$;
--> statement-breakpoint
-- The sums as the feed stands, from nothing: at the beginning, and after every row was stamped anew.
CREATE FUNCTION scope_sum_rebuild() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM scope_sum;
  INSERT INTO scope_sum (scope, xid, rows, sum)
  SELECT scope, pg_current_xact_id(), count(*), sum(feed_hash(table_name, row_id, xid))
  FROM change_feed WHERE NOT deleted GROUP BY scope;
$$;
--> statement-breakpoint
-- As before (0001), and in the same statement what the touched rows add to the sums of their scopes.
CREATE OR REPLACE FUNCTION feed_attach(source regclass, feed_table text, scopes text, row_id text, deletes boolean DEFAULT true)
RETURNS void LANGUAGE plpgsql AS $attach$
DECLARE
  base text := format('feed_%s_%s', source, feed_table);
  members_new text := format('SELECT unnest(%s) AS scope, %s AS row_id FROM new_rows r', scopes, row_id);
  members_old text := format('SELECT unnest(%s) AS scope, %s AS row_id FROM old_rows r', scopes, row_id);
  body text := $body$
    CREATE OR REPLACE FUNCTION %1$I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $f$
    BEGIN
      -- An upsert fires the triggers of both halves; one of them often has nothing to tell.
      IF NOT EXISTS (SELECT FROM %4$s) THEN RETURN NULL; END IF;
      WITH written AS (
        INSERT INTO change_feed AS feed (scope, table_name, row_id, deleted, xid)
        SELECT scope, %2$L, row_id, bool_and(gone), pg_current_xact_id()
        FROM (%3$s) AS touched
        WHERE scope IS NOT NULL AND row_id IS NOT NULL
        GROUP BY scope, row_id
        ORDER BY scope, row_id
        ON CONFLICT (scope, table_name, row_id) DO UPDATE SET deleted = excluded.deleted, xid = excluded.xid
        RETURNING WITH (OLD AS was, NEW AS is_now) is_now.scope AS scope,
          (NOT is_now.deleted)::int - coalesce(NOT was.deleted, false)::int AS rows,
          CASE WHEN is_now.deleted THEN 0 ELSE feed_hash(%2$L, is_now.row_id, is_now.xid) END
            - CASE WHEN coalesce(was.deleted, true) THEN 0 ELSE feed_hash(%2$L, was.row_id, was.xid) END AS sum)
      INSERT INTO scope_sum AS known (scope, xid, rows, sum)
      SELECT scope, pg_current_xact_id(), sum(rows), sum(sum) FROM written GROUP BY scope ORDER BY scope
      ON CONFLICT (scope, xid) DO UPDATE SET rows = known.rows + excluded.rows, sum = known.sum + excluded.sum;
      RETURN NULL;
    END $f$
  $body$;
BEGIN
  EXECUTE format(body, base || '_i', feed_table, format('SELECT n.*, false AS gone FROM (%s) n', members_new), 'new_rows');
  EXECUTE format(body, base || '_u', feed_table,
    format('SELECT n.*, false AS gone FROM (%s) n UNION ALL SELECT o.*, %L::boolean AS gone FROM (%s) o', members_new, deletes, members_old), 'new_rows');
  EXECUTE format(body, base || '_d', feed_table, format('SELECT o.*, %L::boolean AS gone FROM (%s) o', deletes, members_old), 'old_rows');
  EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()',
    base || '_i', source, base || '_i');
  EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()',
    base || '_u', source, base || '_u');
  EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()',
    base || '_d', source, base || '_d');
END $attach$;
--> statement-breakpoint
SELECT feed_attach('store', 'store', 'ARRAY[r.id]', 'r.id'),
  feed_attach('operator', 'operator', 'CASE WHEN r.active THEN r.store_ids END', 'r.id'),
  feed_attach('category', 'category', 'ARRAY[r.organization_id]', 'r.id'),
  feed_attach('brand', 'brand', 'ARRAY[r.organization_id]', 'r.id'),
  feed_attach('product', 'product', 'ARRAY[r.organization_id]', 'r.id'),
  feed_attach('barcode', 'product', 'ARRAY[r.organization_id]', 'r.product_id', false),
  feed_attach('price', 'list_price', 'CASE WHEN r.store_id IS NULL THEN ARRAY[r.organization_id] END', 'r.product_id', false),
  feed_attach('price', 'store_price', 'CASE WHEN r.store_id IS NOT NULL THEN ARRAY[r.store_id] END', 'r.product_id', false),
  feed_attach('customer', 'customer', 'ARRAY[r.organization_id]', 'r.id'),
  feed_attach('stock_level', 'stock_level', 'ARRAY[r.store_id]', 'r.product_id'),
  feed_attach('cash_session', 'cash_session', 'ARRAY[r.store_id]', 'r.id'),
  feed_attach('sale', 'sale', 'ARRAY[r.store_id]', 'r.id');
--> statement-breakpoint
SELECT scope_sum_rebuild();
--> statement-breakpoint
-- As before, and the sums follow the new stamps.
CREATE OR REPLACE FUNCTION sync_epoch_check() RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
  PERFORM scope_sum_rebuild();
  INSERT INTO sync_epoch (epoch, fingerprint, purged_before)
  VALUES (gen_random_uuid(), print, pg_current_xact_id())
  RETURNING epoch INTO known.epoch;
  RETURN known.epoch;
END $$;
--> statement-breakpoint
-- As before, and what leaves the devices leaves the sums.
CREATE OR REPLACE FUNCTION feed_retire(keep interval) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  retired bigint;
BEGIN
  WITH gone AS (
    UPDATE change_feed feed SET deleted = true, xid = pg_current_xact_id()
    WHERE NOT feed.deleted AND (
      (feed.table_name = 'sale' AND EXISTS (
        SELECT FROM sale WHERE sale.id = feed.row_id AND sale.received_at < now() - keep AND sale.sold_at < now() - keep))
      OR (feed.table_name = 'cash_session' AND EXISTS (
        SELECT FROM cash_session s WHERE s.id = feed.row_id AND s.status = 'closed' AND s.received_at < now() - keep)))
    RETURNING WITH (OLD AS was) was.scope AS scope, feed_hash(was.table_name, was.row_id, was.xid) AS hash
  ), summed AS (
    INSERT INTO scope_sum AS known (scope, xid, rows, sum)
    SELECT scope, pg_current_xact_id(), -count(*), -sum(hash) FROM gone GROUP BY scope ORDER BY scope
    ON CONFLICT (scope, xid) DO UPDATE SET rows = known.rows + excluded.rows, sum = known.sum + excluded.sum
  )
  SELECT count(*) INTO retired FROM gone;
  RETURN retired;
END $$;
--> statement-breakpoint
-- Makes one row of the many that finished transactions have left in a scope's sum. Older states go on seeing those.
CREATE FUNCTION scope_sum_fold(beyond int) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
  folded bigint;
BEGIN
  WITH old AS (
    DELETE FROM scope_sum WHERE xid < horizon AND scope IN (
      SELECT scope FROM scope_sum WHERE xid < horizon GROUP BY scope HAVING count(*) > beyond)
    RETURNING scope, rows, sum
  ), summed AS (
    INSERT INTO scope_sum AS known (scope, xid, rows, sum)
    SELECT scope, pg_current_xact_id(), sum(rows), sum(sum) FROM old GROUP BY scope
    ON CONFLICT (scope, xid) DO UPDATE SET rows = known.rows + excluded.rows, sum = known.sum + excluded.sum
  )
  SELECT count(*) INTO folded FROM old;
  RETURN folded;
END $$;
--> statement-breakpoint
-- Scopes whose sum is not that of their feed: somebody has written the feed by hand, or a trigger was off. `repair` puts
-- the sum right; what tablets hold is theirs to compare with it.
CREATE FUNCTION scope_sum_check(repair boolean) RETURNS TABLE (scope uuid, rows_off bigint, sum_off bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
  WITH held AS (
    SELECT feed.scope, count(*) AS rows, sum(feed_hash(feed.table_name, feed.row_id, feed.xid))::bigint AS sum
    FROM change_feed feed WHERE NOT feed.deleted GROUP BY feed.scope
  ), told AS (
    SELECT known.scope, sum(known.rows)::bigint AS rows, sum(known.sum)::bigint AS sum FROM scope_sum known GROUP BY known.scope
  ), off AS (
    SELECT coalesce(held.scope, told.scope) AS scope, coalesce(held.rows, 0) - coalesce(told.rows, 0) AS rows,
      coalesce(held.sum, 0) - coalesce(told.sum, 0) AS sum
    FROM held FULL JOIN told ON told.scope = held.scope
  ), wrong AS (
    SELECT * FROM off WHERE off.rows <> 0 OR off.sum <> 0
  ), mended AS (
    INSERT INTO scope_sum AS known (scope, xid, rows, sum)
    SELECT wrong.scope, pg_current_xact_id(), wrong.rows, wrong.sum FROM wrong WHERE repair
    ON CONFLICT ON CONSTRAINT scope_sum_scope_xid_pk DO UPDATE SET rows = known.rows + excluded.rows, sum = known.sum + excluded.sum
  )
  SELECT wrong.scope, wrong.rows, wrong.sum FROM wrong;
END $$;
