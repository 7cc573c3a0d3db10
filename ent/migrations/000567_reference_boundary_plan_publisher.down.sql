ALTER TABLE "boundary_plan" DROP CONSTRAINT "boundary_plan_publisher_fkey";
