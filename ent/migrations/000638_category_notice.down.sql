ALTER TABLE "category" DROP COLUMN "notice";
