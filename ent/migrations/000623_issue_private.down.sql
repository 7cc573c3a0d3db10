ALTER TABLE "issue" DROP COLUMN "private";
