ALTER TABLE "category" DROP CONSTRAINT "category_deletion";
