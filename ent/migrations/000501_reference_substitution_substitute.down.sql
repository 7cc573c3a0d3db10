ALTER TABLE "substitution" DROP CONSTRAINT "substitution_substitute_fkey";
