ALTER TABLE "assignment" ADD COLUMN "handle_time" timestamptz NULL;
