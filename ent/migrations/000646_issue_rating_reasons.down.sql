ALTER TABLE "issue" DROP COLUMN "rating_reasons";
