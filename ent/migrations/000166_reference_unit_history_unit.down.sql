ALTER TABLE "unit_history" DROP CONSTRAINT "unit_history_unit_fkey";
