ALTER TABLE "assignment" ADD COLUMN "rework_count" bigint NOT NULL DEFAULT 0;
