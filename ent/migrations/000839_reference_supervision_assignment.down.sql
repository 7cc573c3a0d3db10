ALTER TABLE "supervision" DROP CONSTRAINT "supervision_assignment_fkey";
