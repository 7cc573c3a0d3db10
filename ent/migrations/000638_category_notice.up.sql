ALTER TABLE "category" ADD COLUMN "notice" jsonb NULL;
