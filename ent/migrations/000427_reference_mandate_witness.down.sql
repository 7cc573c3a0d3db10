ALTER TABLE "mandate" DROP CONSTRAINT "mandate_witness_fkey";
