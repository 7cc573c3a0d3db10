ALTER TABLE "category" DROP COLUMN "closed_text";
