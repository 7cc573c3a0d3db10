ALTER TABLE "chain_link" DROP CONSTRAINT "chain_link_mover_fkey";
