ALTER TABLE "retrospective" DROP CONSTRAINT "retrospective_unit_fkey";
