ALTER TABLE "rework" DROP CONSTRAINT "rework_dispatch_fkey";
