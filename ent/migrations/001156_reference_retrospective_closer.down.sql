ALTER TABLE "retrospective" DROP CONSTRAINT "retrospective_closer_fkey";
