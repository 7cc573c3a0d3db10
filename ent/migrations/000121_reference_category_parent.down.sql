ALTER TABLE "category" DROP CONSTRAINT "category_parent_fkey";
