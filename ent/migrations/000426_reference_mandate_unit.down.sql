ALTER TABLE "mandate" DROP CONSTRAINT "mandate_unit_fkey";
