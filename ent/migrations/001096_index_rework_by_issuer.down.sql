DROP INDEX "rework_by_issuer";
