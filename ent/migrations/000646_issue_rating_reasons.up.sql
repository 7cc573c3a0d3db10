ALTER TABLE "issue" ADD COLUMN "rating_reasons" jsonb NULL;
