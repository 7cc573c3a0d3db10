ALTER TABLE "substitution" DROP CONSTRAINT "substitution_set_by_fkey";
