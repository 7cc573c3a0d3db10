ALTER TABLE "retrospective_unit" DROP CONSTRAINT "retrospective_unit_unit_fkey";
