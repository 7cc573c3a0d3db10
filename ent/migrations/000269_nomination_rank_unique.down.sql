DROP INDEX nomination_rank_unique;
