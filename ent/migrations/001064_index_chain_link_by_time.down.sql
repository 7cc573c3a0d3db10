DROP INDEX "chain_link_by_time";
