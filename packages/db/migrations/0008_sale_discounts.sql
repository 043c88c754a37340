ALTER TABLE "sale" ADD COLUMN "approver_id" uuid;--> statement-breakpoint
ALTER TABLE "sale" ADD COLUMN "approval_reason" text;--> statement-breakpoint
ALTER TABLE "sale" ADD COLUMN "approved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sale" ADD COLUMN "approved_up_to" integer;--> statement-breakpoint
ALTER TABLE "sale_line" ADD COLUMN "discount" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sale_line" ADD COLUMN "sale_discount" bigint DEFAULT 0 NOT NULL;