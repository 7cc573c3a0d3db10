ALTER TABLE "issue" ADD COLUMN "confirm_time" timestamptz NULL;
