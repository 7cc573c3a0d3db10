ALTER TABLE "retrospective" DROP CONSTRAINT "retrospective_creator_fkey";
