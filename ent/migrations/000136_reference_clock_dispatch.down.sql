ALTER TABLE "clock" DROP CONSTRAINT "clock_dispatch_fkey";
