ALTER TABLE "visit" DROP CONSTRAINT "visit_issuing_unit_fkey";
