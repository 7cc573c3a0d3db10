DROP INDEX "rating_by_issuer";
