ALTER TABLE "issue" ADD COLUMN "duplicate_of_id" uuid NULL;
