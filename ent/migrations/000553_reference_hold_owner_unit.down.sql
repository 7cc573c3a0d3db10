ALTER TABLE "hold" DROP CONSTRAINT "hold_owner_unit_fkey";
