ALTER TABLE "issue" DROP COLUMN "duplicate_of_id";
