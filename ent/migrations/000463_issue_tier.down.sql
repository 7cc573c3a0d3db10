ALTER TABLE "issue" DROP COLUMN "tier";
