ALTER TABLE "visit" DROP CONSTRAINT "visit_unit_fkey";
