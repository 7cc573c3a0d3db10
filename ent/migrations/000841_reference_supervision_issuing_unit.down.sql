ALTER TABLE "supervision" DROP CONSTRAINT "supervision_issuing_unit_fkey";
