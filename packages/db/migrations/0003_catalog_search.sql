-- The SQL twins of two rules in packages/shared/src/catalog: foldText (search-text.ts) and barcodeKey (barcode.ts).
-- fold_text knows the letters of Latin scripts; it depends on no locale, so that a stored column may be made of it.
CREATE FUNCTION fold_text(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(
    replace(replace(replace(replace(replace(replace(replace(
      translate(
        lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]+', '', 'g') COLLATE "C"),
        'ĐđÐðĦħıŁłØø', 'ddddhhilloo'),
      'ß', 'ss'), 'Æ', 'ae'), 'æ', 'ae'), 'Œ', 'oe'), 'œ', 'oe'), 'Þ', 'th'), 'þ', 'th'),
    '[\u0001-\u002f\u003a-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20bf\u2100-\u214f]+', ' ', 'g'))
$$;
--> statement-breakpoint
CREATE FUNCTION barcode_key(code text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN length(code) IN (8, 12, 13) AND code ~ '^[0-9]+$' THEN lpad(code, 14, '0') ELSE code END
$$;
--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "search_text" text GENERATED ALWAYS AS (fold_text(name || ' ' || sku)) STORED NOT NULL;--> statement-breakpoint
-- A code that was kept twice, with and without leading zeros, keeps its shorter form.
DELETE FROM barcode longer USING barcode shorter
WHERE longer.organization_id = shorter.organization_id AND barcode_key(longer.code) = barcode_key(shorter.code)
  AND length(longer.code) > length(shorter.code);
--> statement-breakpoint
CREATE UNIQUE INDEX "barcode_key" ON "barcode" USING btree ("organization_id",barcode_key(code));
