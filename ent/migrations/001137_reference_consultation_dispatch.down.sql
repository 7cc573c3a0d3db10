ALTER TABLE "consultation" DROP CONSTRAINT "consultation_dispatch_fkey";
