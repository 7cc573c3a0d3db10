ALTER TABLE "mandate" DROP CONSTRAINT "mandate_delegate_fkey";
