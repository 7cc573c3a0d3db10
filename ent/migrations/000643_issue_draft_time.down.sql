ALTER TABLE "issue" DROP COLUMN "draft_time";
