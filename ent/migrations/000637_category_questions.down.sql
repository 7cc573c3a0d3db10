ALTER TABLE "category" DROP COLUMN "questions";
