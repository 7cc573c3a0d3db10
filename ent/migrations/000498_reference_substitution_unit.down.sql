ALTER TABLE "substitution" DROP CONSTRAINT "substitution_unit_fkey";
