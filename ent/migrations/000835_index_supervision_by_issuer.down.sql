DROP INDEX "supervision_by_issuer";
