ALTER TABLE "supervision" DROP CONSTRAINT "supervision_unit_fkey";
