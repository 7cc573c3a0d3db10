ALTER TABLE "boundary" DROP CONSTRAINT "boundary_unit_fkey";
