ALTER TABLE "substitution" DROP CONSTRAINT "substitution_ended_by_fkey";
