ALTER TABLE "device" ADD COLUMN "decided" "int8multirange" DEFAULT '{}' NOT NULL;--> statement-breakpoint
-- Until now everything up to the largest sequence counted as decided.
UPDATE device SET decided = int8multirange(int8range(1, last_sequence, '[]')) WHERE last_sequence > 0;
