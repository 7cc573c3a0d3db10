ALTER TABLE "assignment" ADD COLUMN "original_due_time" timestamptz NULL;
