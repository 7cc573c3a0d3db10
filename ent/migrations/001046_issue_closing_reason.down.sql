ALTER TABLE "issue" DROP COLUMN "closing_reason";
