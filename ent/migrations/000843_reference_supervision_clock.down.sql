ALTER TABLE "supervision" DROP CONSTRAINT "supervision_clock_fkey";
