ALTER TABLE "dispatch" DROP COLUMN "former_id";
