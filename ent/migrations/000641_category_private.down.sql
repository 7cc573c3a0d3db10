ALTER TABLE "category" DROP COLUMN "private";
