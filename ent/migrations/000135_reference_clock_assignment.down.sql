ALTER TABLE "clock" DROP CONSTRAINT "clock_assignment_fkey";
