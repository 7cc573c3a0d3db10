ALTER TABLE "unit_history" DROP CONSTRAINT "unit_history_parent_fkey";
