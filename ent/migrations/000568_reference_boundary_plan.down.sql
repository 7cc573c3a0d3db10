ALTER TABLE "boundary" DROP CONSTRAINT "boundary_plan_fkey";
