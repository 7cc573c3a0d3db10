ALTER TABLE "unit" DROP CONSTRAINT "unit_parent_fkey";
