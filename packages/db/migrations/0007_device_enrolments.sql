CREATE INDEX "device_enrolled" ON "device" USING btree ("enrolled_at");--> statement-breakpoint
-- Whose place another browser has taken, for nodes that have not enrolled it: ids, and the hashes of the tokens that hold now.
CREATE FUNCTION devices_enrolled_since(since timestamptz) RETURNS TABLE (id uuid, token_hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id, token_hash FROM device WHERE enrolled_at >= since
$$;
