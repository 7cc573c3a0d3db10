ALTER TABLE "operation" DROP CONSTRAINT "operation_owner_fkey";
