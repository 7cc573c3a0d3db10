ALTER TABLE "issue" ADD COLUMN "draft_time" timestamptz NULL;
